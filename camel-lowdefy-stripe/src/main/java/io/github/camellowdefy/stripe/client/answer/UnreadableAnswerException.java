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
package io.github.camellowdefy.stripe.client.answer;

import java.io.IOException;

/**
 * Stripe reported success, but what it said cannot be read: cut off, or no JSON. Whatever was asked
 * for has most likely happened, so an attempt to repeat it has to carry the same idempotency key.
 */
public class UnreadableAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnreadableAnswerException(String message) {
        super(message);
    }
}
