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
 * Signs and verifies webhook payloads as Stripe documents it. In go the payload, the {@code
 * Stripe-Signature} header and the signing secrets, out comes the signing time or the reason for
 * the refusal. Everything here is a pure function that takes the clock as a value.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.signature;
