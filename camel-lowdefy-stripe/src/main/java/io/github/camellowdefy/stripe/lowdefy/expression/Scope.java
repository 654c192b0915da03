// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The values that an expression can read. Only the operators that need a value call its supplier.
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
