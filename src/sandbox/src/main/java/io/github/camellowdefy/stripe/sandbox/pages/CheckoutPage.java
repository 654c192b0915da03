// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentMethods;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.util.Map;

/** A checkout session: what is sold, the buyer's card, the bank's question where the card asks. */
final class CheckoutPage {

    private CheckoutPage() {}

    static Answer show(Visit visit) {
        return switch (visit.status()) {
            case "open" -> form(visit, 200, null);
            case "complete" -> done(visit);
            default -> Html.message(410, "This page has expired", "Ask the shop for a new one.");
        };
    }

    static Answer post(Visit visit) {
        if (!visit.status().equals("open")) {
            return show(visit);
        }
        String method = CardForm.method(visit);
        if (method == null) {
            return form(visit, 400, CardForm.REFUSAL);
        }
        String outcome = visit.field("outcome");
        if (outcome.isEmpty() && PaymentMethods.asksBuyer(method)) {
            String total = Html.money(visit.object(), "amount_total");
            return BankPage.ask(total, visit, "card", "number", "email", "name");
        }
        Map<String, String> buyer =
                Map.of(
                        "payment_method",
                        method,
                        "email",
                        visit.field("email"),
                        "name",
                        visit.field("name"),
                        "outcome",
                        outcome);
        String refusal = visit.post("/_sandbox/checkout/" + visit.id() + "/complete", buyer);
        Visit now = visit.again();
        return now.status().equals("open") ? form(now, 402, refusal) : show(now);
    }

    private static Answer done(Visit visit) {
        String success = Json.text(visit.object(), "success_url");
        return success == null || success.startsWith(visit.url(""))
                ? Html.message(200, "Thank you", "Your order is complete.")
                : Html.seeOther(success.replace("{CHECKOUT_SESSION_ID}", visit.id()));
    }

    private static Answer form(Visit visit, int status, String error) {
        ObjectNode session = visit.object();
        String total = Html.money(session, "amount_total");
        String cancel = Json.text(session, "cancel_url");
        String known = Json.text(session, "customer_email");
        String email =
                visit.field("email").isEmpty() && known != null ? known : visit.field("email");
        String button =
                switch (Json.text(session, "mode")) {
                    case "setup" -> "Save card";
                    case "subscription" -> "Subscribe";
                    default -> "Pay " + total;
                };
        String form =
                CardForm.of(button, error, Map.of("email", email, "name", visit.field("name")));
        return Html.order(
                status,
                "Checkout",
                Html.lines(visit.account().under("item", visit.id()), "amount_subtotal", total),
                cancel == null ? form : form + Html.of("cancel", Map.of("url", cancel)));
    }
}
