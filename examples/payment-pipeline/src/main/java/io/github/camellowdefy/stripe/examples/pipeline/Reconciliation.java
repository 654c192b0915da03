// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import io.github.camellowdefy.stripe.examples.pipeline.orders.Payment;
import io.github.camellowdefy.stripe.examples.pipeline.orders.PaymentState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;

/**
 * The table of payments beside what Stripe has, payment by payment and field by field.
 *
 * @param charged minor units that were received
 * @param refunded minor units that went back
 * @param missingHere ids of payment intents whose order has no row, or another payment intent
 * @param missingAtStripe ids of orders whose payment intent Stripe does not have
 * @param differing ids of orders whose row says something else than Stripe
 */
record Reconciliation(
        int orders,
        int succeeded,
        long charged,
        int declined,
        int refunds,
        long refunded,
        int disputed,
        int open,
        List<String> missingHere,
        List<String> missingAtStripe,
        List<String> differing) {

    /** Reads both sides. */
    static Reconciliation of(List<Payment> rows, ProducerTemplate camel) {
        return of(rows, atStripe(camel));
    }

    /**
     * Compares.
     *
     * @param intents at Stripe, by their ids; each with the order it is for
     */
    static Reconciliation of(List<Payment> rows, Map<String, AtStripe> intents) {
        Map<String, AtStripe> left = new HashMap<>(intents);
        List<String> missingAtStripe = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        for (Payment row : rows) {
            String intent = row.state().paymentIntent();
            if (intent == null) {
                continue;
            }
            AtStripe there = left.remove(intent);
            if (there == null) {
                missingAtStripe.add(row.order().id());
            } else if (!there.state().equals(row.state())
                    || !there.order().equals(row.order().id())
                    || there.amount() != row.order().amount()
                    || !there.currency().equals(row.order().currency())) {
                differing.add(row.order().id());
            }
        }
        return new Reconciliation(
                rows.size(),
                count(rows, "succeeded"),
                rows.stream().mapToLong(row -> row.state().amountReceived()).sum(),
                count(rows, "declined"),
                (int) rows.stream().filter(row -> row.state().amountRefunded() > 0).count(),
                rows.stream().mapToLong(row -> row.state().amountRefunded()).sum(),
                (int) rows.stream().filter(row -> row.state().disputeStatus() != null).count(),
                (int) rows.stream().filter(row -> row.state().isOpen()).count(),
                List.copyOf(left.keySet()),
                missingAtStripe,
                differing);
    }

    /** A payment intent as Stripe has it. */
    record AtStripe(String order, long amount, String currency, PaymentState state) {}

    /** The table, line by line. */
    Map<String, Integer> lines() {
        Map<String, Integer> lines = new LinkedHashMap<>();
        lines.put("orders", orders);
        lines.put("charged", succeeded);
        lines.put("declined", declined);
        lines.put("refunded", refunds);
        lines.put("disputed", disputed);
        lines.put("without outcome", open);
        lines.put("missing in the table", missingHere.size());
        lines.put("missing at Stripe", missingAtStripe.size());
        lines.put("differing", differing.size());
        return lines;
    }

    boolean isClean() {
        return open == 0
                && missingHere.isEmpty()
                && missingAtStripe.isEmpty()
                && differing.isEmpty();
    }

    private static int count(List<Payment> rows, String status) {
        return (int) rows.stream().filter(row -> row.state().status().equals(status)).count();
    }

    private static Map<String, AtStripe> atStripe(ProducerTemplate camel) {
        Map<String, Map<?, ?>> disputes = new HashMap<>();
        all(camel, "disputes", Map.of())
                .forEachRemaining(
                        each ->
                                disputes.putIfAbsent(
                                        String.valueOf(each.get("payment_intent")), each));
        Map<String, AtStripe> intents = new HashMap<>();
        all(camel, "paymentIntents", Map.of("expand", List.of("data.latest_charge")))
                .forEachRemaining(
                        each -> {
                            if (each.get("metadata") instanceof Map<?, ?> metadata
                                    && metadata.get("order") instanceof String order) {
                                String id = (String) each.get("id");
                                intents.put(
                                        id,
                                        new AtStripe(
                                                order,
                                                ((Number) each.get("amount")).longValue(),
                                                (String) each.get("currency"),
                                                PaymentState.of(each, disputes.get(id))));
                            }
                        });
        return intents;
    }

    @SuppressWarnings("unchecked")
    private static Iterator<Map<?, ?>> all(
            ProducerTemplate camel, String resource, Map<String, Object> params) {
        return camel.requestBody(
                "stripe:" + resource + "/list?autoPaging=true", params, Iterator.class);
    }
}
