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
 * Decides which idempotency key a call carries and how long the exchange keeps it. In go the call,
 * the exchange and the outcome of the call; out comes the key, as {@code src/docs/idempotency.md}
 * describes. Everything here runs on the thread that has the exchange at the moment; keys of copies
 * of one exchange are guarded by their common holder.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.producer.idempotency;
