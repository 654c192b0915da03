// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import io.github.camellowdefy.stripe.sandbox.payments.PaymentMethods;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a page where a test card is chosen or typed. What is typed is looked up among the
 * test numbers and goes no further: it is neither kept nor shown again.
 */
final class CardForm {

    /** Why a number was refused. */
    static final String REFUSAL =
            "This is not a test card. Never type the number of a real card here; choose one of the test cards below.";

    /** The test cards that are offered: number, then what it does. */
    private static final List<String[]> CARDS = Tsv.read(CardForm.class, "cards.tsv");

    private CardForm() {}

    /**
     * The form.
     *
     * @param button what the button says
     * @param error what went wrong before, or null
     * @param buyer what is known of the buyer: {@code email}, {@code name}
     */
    static String of(String button, String error, Map<String, String> buyer) {
        StringBuilder cards = new StringBuilder();
        for (String[] card : CARDS) {
            Map<String, String> values = new HashMap<>();
            values.put("value", card[0].replace(" ", ""));
            values.put("number", card[0]);
            values.put("does", card[1]);
            values.put("checked", card == CARDS.get(0) ? "checked" : "");
            cards.append(Html.of("card", values));
        }
        Map<String, String> values = new HashMap<>(buyer);
        values.put("cards", cards.toString());
        values.put("button", button);
        values.put("error", error == null ? "" : Html.of("error", Map.of("text", error)));
        return Html.of("form", values);
    }

    /**
     * The test card that was typed, or else chosen: {@code pm_card_visa}; null where it is none.
     */
    static String method(Visit visit) {
        String typed = visit.field("number");
        String number = typed.isEmpty() ? visit.field("card") : typed;
        return PaymentMethods.ofTestCard(number.replaceAll("[ -]", ""));
    }
}
