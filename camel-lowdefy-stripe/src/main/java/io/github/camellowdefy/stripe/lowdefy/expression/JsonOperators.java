// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.JsonText;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code _json}: text from values and values from text. */
final class JsonOperators {

    private static final long DEFAULT_SPACE = 2;

    private JsonOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        table.put("parse", Method.single(JsonOperators::parse, "string"));
        table.put("stringify", Method.named(JsonOperators::stringify, List.of("on", "options")));
        return table;
    }

    private static Object parse(Object text) {
        return "undefined".equals(text) ? Absent.UNDEFINED : JsonText.parse((String) text);
    }

    private static Object stringify(Arguments a) {
        Map<?, ?> options = a.get(1) instanceof Map<?, ?> map ? map : Map.of();
        if (Values.isTruthy(options.get("replacer"))) {
            throw new ScriptException("takes no replacer: a file cannot hold a function");
        }
        Object space = options.containsKey("space") ? options.get("space") : DEFAULT_SPACE;
        boolean isoDates =
                !options.containsKey("isoStringDates")
                        || Values.isTruthy(options.get("isoStringDates"));
        if (Values.isTruthy(options.get("stable"))) {
            return JsonText.stableStringify(a.get(0), space, isoDates);
        }
        return JsonText.stringify(a.get(0), space, isoDates);
    }
}
