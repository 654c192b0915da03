// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

/** What an operator makes of its parameters, which were evaluated before. */
@FunctionalInterface
interface Operator {

    /**
     * @throws io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException when the parameters
     *     are not what it takes
     */
    Object apply(Object params, Scope scope);
}
