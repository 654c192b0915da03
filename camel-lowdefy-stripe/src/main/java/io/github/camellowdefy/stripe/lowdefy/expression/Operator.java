// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

/** Computes the value of an operator from its parameters, which were evaluated before. */
@FunctionalInterface
interface Operator {

    /**
     * @throws io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException when the parameters
     *     are not what it takes
     */
    Object apply(Object params, Scope scope);
}
