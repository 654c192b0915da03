// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.call.body.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ids of a path, read from the first arguments. */
final class Ids {

    /** How the ids begin that are known best. */
    private static final Map<String, String> EXAMPLES =
            Map.of(
                    "customer", "cus_...",
                    "account", "acct_...",
                    "invoice", "in_...",
                    "charge", "ch_...",
                    "price", "price_...",
                    "subscription_exposed_id", "sub_...");

    private Ids() {}

    /**
     * Reads one id.
     *
     * @param names the names of all ids of the path
     * @param index which of them this is
     * @throws InvalidStripeCallException when the value would lead somewhere else: an empty id
     *     turns {@code DELETE /v1/customers/cus_1} into another request
     */
    static String read(Object value, List<String> names, int index, String method) {
        if (value instanceof CharSequence) {
            String text = value.toString();
            String flaw = flaw(text);
            if (flaw != null) {
                throw refused(flaw, names, index, method);
            }
            return text;
        }
        if (value instanceof Map) {
            throw new InvalidStripeCallException(
                    "The id \"%s\" of %s is missing, where it belongs a map was read; %s."
                            .formatted(names.get(index), method, advice(names, index, true)));
        }
        String digits = WholeNumber.text(value);
        if (digits == null) {
            throw refused(
                    value instanceof Number ? "a fraction or too long" : Kind.of(value),
                    names,
                    index,
                    method);
        }
        return digits;
    }

    /** Whether an argument is meant as an id, well-formed or not. */
    static boolean isMeant(Object argument) {
        return argument != null && !(argument instanceof Map) && !(argument instanceof List);
    }

    /** Such as {@code the id "customer"} or {@code 2 ids (customer, id)}. */
    static String expected(List<String> names) {
        return switch (names.size()) {
            case 0 -> "no id";
            case 1 -> "the id \"%s\"".formatted(names.get(0));
            default -> "%d ids (%s)".formatted(names.size(), String.join(", ", names));
        };
    }

    /**
     * How to write arguments whose id is missing, such as {@code write [cus_..., {...}]}.
     *
     * @param given how many ids were read
     * @param params whether a map of parameters was
     */
    static String advice(List<String> names, int given, boolean params) {
        Stream<String> ids =
                names.stream().map(name -> EXAMPLES.getOrDefault(name, '<' + name + '>'));
        String arguments =
                Stream.concat(ids, params ? Stream.of("{...}") : Stream.empty())
                        .collect(Collectors.joining(", ", "[", "]"));
        return "write "
                + arguments
                + (given == 0 ? ", or set the header CamelStripeObjectId to the id" : "");
    }

    private static String flaw(String id) {
        if (id.isEmpty()) {
            return "empty";
        }
        if (id.equals(".") || id.equals("..")) {
            return Excerpt.of(id) + ", which would lead to another path";
        }
        if (!Excerpt.isWhole(id)) {
            return "text with half a surrogate pair";
        }
        boolean blank =
                id.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
        return blank ? "blank" : null;
    }

    private static InvalidStripeCallException refused(
            String read, List<String> names, int index, String method) {
        String name = names.get(index);
        String which =
                names.size() == 1 ? "" : ", number %d of %d,".formatted(index + 1, names.size());
        return new InvalidStripeCallException(
                "The id \"%s\"%s of %s is %s; expected non-empty text or a whole number."
                        .formatted(name, which, method, read));
    }
}
