// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** {@code _eq}, {@code _gt} and the like: a list of two, compared as JavaScript does. */
final class ComparisonOperators {

    private ComparisonOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        table.put("_eq", Method.pair(list -> Values.isSame(list.get(0), list.get(1))));
        table.put("_ne", Method.pair(list -> !Values.isSame(list.get(0), list.get(1))));
        table.put("_gt", ordered(order -> order > 0));
        table.put("_gte", ordered(order -> order >= 0));
        table.put("_lt", ordered(order -> order < 0));
        table.put("_lte", ordered(order -> order <= 0));
        return table;
    }

    /** What cannot be compared is in no order. */
    private static Operator ordered(IntPredicate wanted) {
        return Method.pair(
                list -> {
                    Integer order = Values.compare(list.get(0), list.get(1));
                    return order != null && wanted.test(order);
                });
    }
}
