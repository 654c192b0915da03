// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stripe's search language: {@code email:"a@b.c" AND -metadata["order"]:"7" AND
 * created>1700000000}. Clauses are joined by AND or by OR, not by both, as Stripe has it. A pure
 * function from text to predicate.
 */
public final class SearchQuery {

    private static final Pattern CLAUSE =
            Pattern.compile(
                    "(-)?([a-zA-Z_][\\w.]*)(?:\\[(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*')])?"
                            + "\\s*(:|~|<=|>=|<|>|=)\\s*"
                            + "(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s\"']+)");
    private static final Pattern JOIN = Pattern.compile("\\s+(?:(and|or)\\s+)?", 2);

    private SearchQuery() {}

    /**
     * Compiles a query; 400 with the place where it cannot be read.
     *
     * @param resource the last part of the path searched, such as {@code customers}
     */
    public static Predicate<JsonNode> compile(String resource, String query) {
        String text = query.strip();
        if (text.isEmpty()) {
            throw StripeError.missing("query");
        }
        List<Predicate<JsonNode>> clauses = new ArrayList<>();
        Boolean any = null;
        Matcher clause = CLAUSE.matcher(text);
        Matcher join = JOIN.matcher(text);
        int at = 0;
        while (true) {
            if (!clause.region(at, text.length()).lookingAt()) {
                throw unreadable(text, at);
            }
            checkField(resource, clause.group(2));
            clauses.add(clause(clause));
            at = clause.end();
            if (at == text.length()) {
                return combine(clauses, any != null && any);
            }
            if (!join.region(at, text.length()).lookingAt()) {
                throw unreadable(text, at);
            }
            boolean or = "or".equalsIgnoreCase(join.group(1));
            StripeError.refuseIf(any != null && any != or, "search_and_or_mixed", text);
            any = or;
            at = join.end();
        }
    }

    private static void checkField(String resource, String field) {
        Set<String> fields = Names.searched(resource);
        if (fields != null && !field.equals("metadata") && !fields.contains(field)) {
            throw StripeError.invalid(
                            "Field `%s` is an unsupported search field for resource `%s`."
                                    .formatted(field, resource))
                    .param("query");
        }
    }

    private static Predicate<JsonNode> combine(List<Predicate<JsonNode>> clauses, boolean any) {
        return any
                ? tree -> clauses.stream().anyMatch(clause -> clause.test(tree))
                : tree -> clauses.stream().allMatch(clause -> clause.test(tree));
    }

    private static Predicate<JsonNode> clause(Matcher matcher) {
        String field = matcher.group(2);
        String key = unquote(matcher.group(3));
        String operator = matcher.group(4);
        String value = unquote(matcher.group(5));
        Predicate<JsonNode> comparison = comparison(operator, value);
        Predicate<JsonNode> clause =
                tree -> {
                    JsonNode at = tree;
                    for (String step : field.split("\\.")) {
                        at = at.path(step);
                    }
                    return comparison.test(key == null ? at : at.path(key));
                };
        return matcher.group(1) == null ? clause : clause.negate();
    }

    private static Predicate<JsonNode> comparison(String operator, String value) {
        if (value.equals("null") && operator.equals(":")) {
            // metadata["k"]:null asks for the presence of the key
            return actual -> actual.isMissingNode() || actual.isNull();
        }
        String wanted = value.toLowerCase(Locale.ROOT);
        switch (operator) {
            case ":":
                return actual -> isText(actual) && lower(actual).equals(wanted);
            case "~":
                StripeError.refuseIf(value.length() < 3, "search_text_too_short", value);
                return actual -> isText(actual) && lower(actual).contains(wanted);
            default:
                BigDecimal bound = number(value);
                return actual -> actual.isNumber() && within(operator, actual, bound);
        }
    }

    private static boolean within(String operator, JsonNode actual, BigDecimal bound) {
        int comparison = actual.decimalValue().compareTo(bound);
        return switch (operator) {
            case "=" -> comparison == 0;
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            default -> comparison >= 0;
        };
    }

    private static BigDecimal number(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw StripeError.refusal("search_number_expected", value);
        }
    }

    private static boolean isText(JsonNode actual) {
        return actual.isValueNode() && !actual.isNull();
    }

    private static String lower(JsonNode actual) {
        return actual.asText().toLowerCase(Locale.ROOT);
    }

    private static String unquote(String text) {
        if (text == null || text.length() < 2 || text.charAt(0) != '"' && text.charAt(0) != '\'') {
            return text;
        }
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private static StripeError unreadable(String query, int at) {
        return StripeError.refusal("search_unreadable", query.substring(at));
    }
}
