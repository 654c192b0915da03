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
 * One connection to Stripe: {@link io.github.camellowdefy.stripe.client.StripeConnection} takes a
 * call through its attempts, within the limits of the connection, and reports on each. In goes a
 * {@link io.github.camellowdefy.stripe.call.StripeCall}, out comes a future of its answer. This
 * package knows no Camel type but no other restriction: it can be used without Camel.
 *
 * <h2>Threading</h2>
 *
 * <p>No method blocks. The caller's thread encodes the call and hands it to the HTTP client's I/O
 * threads, which read the answer and complete the future; a timer thread starts delayed attempts.
 * What depends on the future runs on an I/O thread and must not block: the producer continues the
 * route on a worker thread for that reason.
 */
package io.github.camellowdefy.stripe.client;
