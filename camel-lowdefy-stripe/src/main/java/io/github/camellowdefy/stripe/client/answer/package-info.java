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
 * Reads an HTTP response as the answer of a call: plain maps, JSON text, stripe-java's objects, or
 * stripe-java's exception. In goes a complete response, out comes a {@link
 * io.github.camellowdefy.stripe.client.answer.StripeAnswer} or an exception. Reading runs on the
 * I/O thread that received the response.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.client.answer;
