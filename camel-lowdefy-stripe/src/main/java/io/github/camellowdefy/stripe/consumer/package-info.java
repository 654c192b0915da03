/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
/**
 * Polls events and delivers them to the route: {@link
 * io.github.camellowdefy.stripe.consumer.StripeEventConsumer} asks for a page, delivers each event
 * and moves the cursor. In go pages of {@code /v1/events} or single deliveries, out come exchanges,
 * one per event. Polling runs on the consumer's scheduler thread; the route runs there, too, or on
 * the threads of {@code concurrentConsumers}.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.consumer;
