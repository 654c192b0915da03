// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

/** JavaScript would throw here. The text says what is wrong, without the values that were read. */
public final class ScriptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ScriptException(String message) {
        super(message, null, false, false);
    }
}
