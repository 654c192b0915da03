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
package io.github.camellowdefy.stripe.lowdefy.operator;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What an expression can see. The suppliers are asked only by the operators that need them.
 *
 * @param payload the message, for {@code _payload}
 * @param user for {@code _user}; null or {@code Absent.UNDEFINED} when there is none
 * @param global for {@code _global}; null or {@code Absent.UNDEFINED} when there is none
 * @param secrets the secret of a name for {@code _secret}, or null when there is none
 */
public record Scope(
        Supplier<Object> payload,
        Supplier<Object> user,
        Supplier<Object> global,
        UnaryOperator<String> secrets) {

    /** Names the class only: what it holds is private. */
    @Override
    public String toString() {
        return "Scope";
    }
}
