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
 * Encodes a call as an HTTP request: target, headers and the form, JSON or multipart body, byte for
 * byte as the official Node client would. In goes a {@link
 * io.github.camellowdefy.stripe.call.StripeCall}, out comes a request that can be sent more than
 * once. Encoding runs on the caller's thread; the body of an upload is read on an I/O thread.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.client.encode;
