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
 * The path of a call: {@link io.github.camellowdefy.stripe.producer.StripeProducer} reads the
 * message, resolves the call, chooses its key, has it sent and writes the answer into the message.
 * In goes an exchange, out comes the same exchange with the answer or the failure. The caller's
 * thread runs the path up to the sending; a worker thread of the connection continues the route.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.producer;
