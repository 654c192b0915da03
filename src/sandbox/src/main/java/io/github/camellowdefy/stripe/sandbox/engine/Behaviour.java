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
package io.github.camellowdefy.stripe.sandbox.engine;

/**
 * What one operation does beyond, or instead of, the generic engine. It runs with the account's
 * lock held when the operation writes. Errors are thrown as {@link StripeError}; nothing is rolled
 * back, so check first and change afterwards.
 */
@FunctionalInterface
public interface Behaviour {

    /** Answers the call; {@link Call#proceed()} is what the generic engine would have done. */
    Answer handle(Call call);
}
