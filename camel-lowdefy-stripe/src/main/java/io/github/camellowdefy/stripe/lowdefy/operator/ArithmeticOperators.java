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

import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** {@code _sum}, {@code _subtract}, {@code _product} and {@code _divide}. */
final class ArithmeticOperators {

    private ArithmeticOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        table.put("_sum", folded(0, Double::sum));
        table.put("_product", folded(1, (one, other) -> one * other));
        table.put("_subtract", ofTwo((one, other) -> one - other));
        table.put(
                "_divide",
                ofTwo(
                        (one, other) -> {
                            if (other == 0) {
                                throw new ScriptException("takes a divisor other than 0");
                            }
                            return one / other;
                        }));
        return table;
    }

    /** Over the numbers of the list; the rest is passed over. */
    private static Operator folded(double start, DoubleBinaryOperator step) {
        return Method.listed(
                list ->
                        Values.number(
                                list.values().stream()
                                        .filter(Values::isFinite)
                                        .mapToDouble(Values::toNumber)
                                        .reduce(start, step)));
    }

    private static Operator ofTwo(DoubleBinaryOperator step) {
        return Method.listed(
                list -> {
                    boolean numbers =
                            list.size() == 2
                                    && Values.isFinite(list.get(0))
                                    && Values.isFinite(list.get(1));
                    if (!numbers) {
                        throw new ScriptException(
                                "takes a list of 2 numbers, got " + describe(list));
                    }
                    return Values.number(step.applyAsDouble(list.number(0), list.number(1)));
                });
    }

    private static String describe(Arguments list) {
        return list.size() == 2
                ? Values.describe(list.get(0)) + " and " + Values.describe(list.get(1))
                : Values.describe(list.values());
    }
}
