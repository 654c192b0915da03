// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One movement of money, to be booked by the {@link Ledger}: {@code Entry.of("charge", 1000,
 * charge).less(59, 0)}.
 *
 * @param type such as {@code charge}
 * @param amount gross in minor units, negative when money leaves
 * @param fee what Stripe keeps of it
 * @param platformFee what the platform keeps of it
 * @param source the id of the object that caused it, or null
 * @param availableOn when it becomes available, in Unix seconds; at once where that has passed
 */
public record Entry(
        String type,
        String category,
        long amount,
        long fee,
        long platformFee,
        String currency,
        String source,
        String description,
        long availableOn) {

    private static final Map<String, String[]> TYPES =
            Tsv.read(Entry.class, "transactions.tsv").stream()
                    .collect(Collectors.toMap(row -> row[0], row -> row));

    /** A movement in the currency of its source, available at once. */
    public static Entry of(String type, long amount, ObjectNode source) {
        return of(type, amount, Json.text(source, "currency"), Json.id(source));
    }

    /** A movement available at once. */
    static Entry of(String type, long amount, String currency, String source) {
        String[] row = TYPES.get(type);
        return new Entry(
                type, row[1], amount, 0, 0, currency, source, Tsv.value(row[2]), Long.MIN_VALUE);
    }

    /** The same in other words; {@code null} for none. */
    public Entry described(String words) {
        return new Entry(
                type, category, amount, fee, platformFee, currency, source, words, availableOn);
    }

    /** The same in another reporting category. */
    public Entry as(String other) {
        return new Entry(
                type, other, amount, fee, platformFee, currency, source, description, availableOn);
    }

    /** The same less fees. */
    public Entry less(long stripeFee, long kept) {
        return new Entry(
                type,
                category,
                amount,
                stripeFee,
                kept,
                currency,
                source,
                description,
                availableOn);
    }

    /** The same, available at a time in Unix seconds. */
    public Entry availableOn(long time) {
        return new Entry(
                type, category, amount, fee, platformFee, currency, source, description, time);
    }

    long net() {
        return amount - fee - platformFee;
    }
}
