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
