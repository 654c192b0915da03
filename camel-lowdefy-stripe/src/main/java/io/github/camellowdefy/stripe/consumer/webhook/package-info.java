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
 * Receives webhook deliveries: reads the bytes, verifies the signature, claims the event, runs the
 * route and answers Stripe. In goes an HTTP request of the runtime's server, out come an exchange
 * for the route and an HTTP status for Stripe. Everything runs on the server's thread until the
 * route is asynchronous.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.consumer.webhook;
