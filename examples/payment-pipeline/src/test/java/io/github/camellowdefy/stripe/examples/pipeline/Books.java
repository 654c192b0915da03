// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import io.github.camellowdefy.stripe.examples.pipeline.Reconciliation.AtStripe;
import io.github.camellowdefy.stripe.examples.pipeline.orders.PaymentState;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the sandbox holds, read without its API and so without any fault. */
final class Books {

    private Books() {}

    /** Every payment intent, with what became of its charge. */
    static Map<String, AtStripe> of(StripeSandbox sandbox) {
        Map<Object, Map<String, Object>> charges = byId(sandbox.charges().list(), "id");
        Map<Object, Map<String, Object>> disputes =
                byId(sandbox.objects("dispute").list(), "payment_intent");
        Map<String, AtStripe> books = new HashMap<>();
        for (Map<String, Object> intent : sandbox.paymentIntents().list()) {
            Map<String, Object> expanded = new LinkedHashMap<>(intent);
            expanded.computeIfPresent("latest_charge", (field, id) -> charges.get(id));
            books.put(
                    (String) intent.get("id"),
                    new AtStripe(
                            (String) ((Map<?, ?>) intent.get("metadata")).get("order"),
                            ((Number) intent.get("amount")).longValue(),
                            (String) intent.get("currency"),
                            PaymentState.of(expanded, disputes.get(intent.get("id")))));
        }
        return books;
    }

    /** How many payment intents were made for each order. */
    static Map<String, Long> intentsByOrder(StripeSandbox sandbox) {
        return of(sandbox).values().stream()
                .collect(Collectors.groupingBy(AtStripe::order, Collectors.counting()));
    }

    private static Map<Object, Map<String, Object>> byId(
            List<Map<String, Object>> objects, String field) {
        return objects.stream()
                .collect(
                        Collectors.toMap(
                                each -> each.get(field), each -> each, (newest, older) -> newest));
    }
}
