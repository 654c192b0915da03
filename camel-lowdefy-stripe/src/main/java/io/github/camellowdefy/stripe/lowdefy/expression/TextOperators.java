// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.JsonText;
import io.github.camellowdefy.stripe.lowdefy.javascript.RegExp;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.TextCodes;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * {@code _regex}, and {@code _json}, {@code _uri}, {@code _base64} and {@code _hash}, which have
 * methods.
 */
final class TextOperators {

    private static final String DEFAULT_FLAGS = "gm";

    private static final long DEFAULT_SPACE = 2;

    private TextOperators() {}

    static Map<String, Operator> json() {
        return Map.of(
                "parse", Method.single(TextOperators::parse, "string"),
                "stringify", Method.named(TextOperators::stringify, List.of("on", "options")));
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
        return Values.isTruthy(options.get("stable"))
                ? JsonText.stableStringify(a.get(0), space, isoDates)
                : JsonText.stringify(a.get(0), space, isoDates);
    }

    static Map<String, Operator> uri() {
        return Map.of("encode", text(TextCodes::encodeUri), "decode", text(TextCodes::decodeUri));
    }

    static Map<String, Operator> base64() {
        return Map.of(
                "encode", text(TextCodes::encodeBase64), "decode", text(TextCodes::decodeBase64));
    }

    static Map<String, Operator> hash() {
        return Map.of(
                "md5", text(on -> TextCodes.hash("MD5", on)),
                "sha1", text(on -> TextCodes.hash("SHA-1", on)),
                "sha256", text(on -> TextCodes.hash("SHA-256", on)),
                "sha512", text(on -> TextCodes.hash("SHA-512", on)));
    }

    private static Operator text(UnaryOperator<String> function) {
        return Method.single(on -> function.apply((String) on), "string");
    }

    /** Whether a text matches; without one false, as on Lowdefy's server, which has no state. */
    static Object isMatch(Object params) {
        Map<?, ?> map = params instanceof Map<?, ?> given ? given : Map.of();
        Object pattern = params instanceof Map ? map.get("pattern") : params;
        if (!(pattern instanceof String source)) {
            throw new ScriptException("takes text as pattern, got " + Values.describe(pattern));
        }
        Object key = Values.entry(map, "key");
        if (!(key instanceof Absent)) {
            if (key instanceof String) {
                return false;
            }
            throw new ScriptException("takes text as key, got " + Values.describe(key));
        }
        Object on = map.get("on");
        if (Values.isNone(on)) {
            return false;
        }
        if (!(on instanceof String text)) {
            throw new ScriptException("takes text as on, got " + Values.describe(on));
        }
        Object flags = map.get("flags");
        String chosen = Values.isTruthy(flags) ? Values.toText(flags) : DEFAULT_FLAGS;
        return RegExp.of(source, chosen).search(text) >= 0;
    }
}
