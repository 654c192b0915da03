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
package io.github.camellowdefy.stripe.springboot;

/**
 * A property of the application cannot be used. The message is one sentence that names the property
 * and its place; it has no cause, because the messages of Camel's exceptions repeat values.
 */
public class StripePropertyException extends IllegalArgumentException {

    private final String action;

    StripePropertyException(String sentence, String action) {
        super(sentence);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
