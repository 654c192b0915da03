// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import static io.github.camellowdefy.stripe.lowdefy.javascript.Text.clamp;

import io.github.camellowdefy.stripe.lowdefy.javascript.RegExp;
import io.github.camellowdefy.stripe.lowdefy.javascript.Text;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code _string}: the methods of JavaScript's strings. */
final class StringOperators {

    private static final Receiver<String> TEXT =
            new Receiver<>("string", () -> "", String.class::cast);

    private StringOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        table.put("charAt", TEXT.named((on, a) -> Text.charAt(on, a.integer(0)), "index"));
        table.put("concat", TEXT.listed(StringOperators::concat));
        table.put("endsWith", TEXT.named(StringOperators::endsWith, "searchString", "length"));
        table.put("includes", TEXT.named(StringOperators::includes, "searchString", "position"));
        table.put("indexOf", TEXT.named(StringOperators::indexOf, "searchValue", "fromIndex"));
        table.put(
                "lastIndexOf",
                TEXT.named(
                        (on, a) -> (long) Text.lastIndexOf(on, a.text(0), a.get(1)),
                        "searchValue",
                        "fromIndex"));
        table.put("match", TEXT.named(StringOperators::match, "regex", "regexFlags"));
        table.put("normalize", TEXT.named((on, a) -> Text.normalize(on, a.get(0)), "form"));
        table.put("padEnd", TEXT.named((on, a) -> pad(on, a, false), "targetLength", "padString"));
        table.put("padStart", TEXT.named((on, a) -> pad(on, a, true), "targetLength", "padString"));
        table.put("repeat", TEXT.named((on, a) -> Text.repeat(on, a.integer(0)), "count"));
        table.put(
                "replace",
                TEXT.named(StringOperators::replace, "regex", "newSubstr", "regexFlags"));
        table.put("search", TEXT.named(StringOperators::search, "regex", "regexFlags"));
        table.put(
                "slice", TEXT.named((on, a) -> Text.slice(on, a.get(0), a.get(1)), "start", "end"));
        table.put("split", TEXT.named((on, a) -> Text.split(on, a.get(0), a.get(1)), "separator"));
        table.put(
                "startsWith", TEXT.named(StringOperators::startsWith, "searchString", "position"));
        table.put(
                "substring",
                TEXT.named((on, a) -> Text.substring(on, a.get(0), a.get(1)), "start", "end"));
        table.put("toLowerCase", TEXT.alone(on -> on.toLowerCase(Locale.ROOT)));
        table.put("toUpperCase", TEXT.alone(on -> on.toUpperCase(Locale.ROOT)));
        table.put("trim", TEXT.alone(on -> Text.trim(on, true, true)));
        table.put("trimEnd", TEXT.alone(on -> Text.trim(on, false, true)));
        table.put("trimStart", TEXT.alone(on -> Text.trim(on, true, false)));
        table.put("length", TEXT.alone(on -> (long) on.length()));
        return table;
    }

    private static Object concat(String on, Arguments more) {
        return on
                + IntStream.range(0, more.size())
                        .mapToObj(more::text)
                        .collect(Collectors.joining());
    }

    private static Object pad(String on, Arguments a, boolean atStart) {
        return Text.pad(on, a.integer(0), a.isGiven(1) ? a.text(1) : " ", atStart);
    }

    private static Object endsWith(String on, Arguments a) {
        int end = a.isGiven(1) ? clamp(a.integer(1), on.length()) : on.length();
        return on.substring(0, end).endsWith(a.text(0));
    }

    private static Object startsWith(String on, Arguments a) {
        return on.startsWith(a.text(0), clamp(a.integer(1), on.length()));
    }

    private static Object includes(String on, Arguments a) {
        return on.indexOf(a.text(0), clamp(a.integer(1), on.length())) >= 0;
    }

    private static Object indexOf(String on, Arguments a) {
        return (long) on.indexOf(a.text(0), clamp(a.integer(1), on.length()));
    }

    private static Object match(String on, Arguments a) {
        return RegExp.of(source(a), flags(a, 1)).match(on);
    }

    private static Object search(String on, Arguments a) {
        return (long) RegExp.of(source(a), flags(a, 1)).search(on);
    }

    private static Object replace(String on, Arguments a) {
        if (!Values.isTruthy(a.get(0))) {
            return RegExp.replace(on, a.text(0), a.text(1));
        }
        return RegExp.of(a.text(0), flags(a, 2)).replace(on, a.text(1));
    }

    /** The regular expression of a text; empty where there is none. */
    private static String source(Arguments a) {
        return a.isGiven(0) ? a.text(0) : "";
    }

    private static String flags(Arguments a, int index) {
        return Values.isTruthy(a.get(0)) && a.isGiven(index) ? a.text(index) : "";
    }
}
