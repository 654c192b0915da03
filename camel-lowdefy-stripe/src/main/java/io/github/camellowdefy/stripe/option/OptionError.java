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
package io.github.camellowdefy.stripe.option;

/**
 * Refuses an option of the component or of a connection bean while Camel binds properties to it. It
 * is an error, because Camel answers every exception at that place with one of its own, whose
 * message repeats the value, and the value of a misspelt {@code secretKey} is a key. It is thrown
 * while an application starts, never while a message is processed.
 */
public final class OptionError extends Error {

    private static final long serialVersionUID = 1;

    public OptionError(IllegalArgumentException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
