// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

/** There is no such operator, or none of its methods has this name. */
final class UnsupportedOperatorException extends Exception {

    private static final long serialVersionUID = 1L;

    UnsupportedOperatorException(String message) {
        super(message, null, false, false);
    }
}
