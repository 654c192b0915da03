// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bank's question about a payment or setup intent; then back to the shop. */
final class BankPage {

    private BankPage() {}

    static String kind(String id) {
        return id.startsWith("seti_") ? "setup_intent" : "payment_intent";
    }

    static Answer show(Visit visit) {
        return visit.status().equals("requires_action")
                ? ask(Html.money(visit.object(), "amount"), visit)
                : back(visit);
    }

    static Answer post(Visit visit) {
        if (visit.status().equals("requires_action")) {
            String path = "/_sandbox/" + kind(visit.id()) + "s/" + visit.id() + "/authenticate";
            visit.post(path, Map.of("outcome", visit.field("outcome")));
        }
        return back(visit.again());
    }

    /**
     * The question.
     *
     * @param kept fields of the form that are needed with the answer
     */
    static Answer ask(String amount, Visit visit, String... kept) {
        String fields =
                Stream.of(kept)
                        .map(name -> Map.of("name", name, "value", visit.field(name)))
                        .map(field -> Html.of("hidden", field))
                        .collect(Collectors.joining());
        Map<String, String> values = Map.of("amount", amount, "fields", fields);
        return Html.page(200, "3-D Secure", Html.of("bank", values));
    }

    /** To the return URL with what Stripe adds to it, to the invoice, or nowhere. */
    private static Answer back(Visit visit) {
        ObjectNode intent = visit.object();
        String kind = kind(visit.id());
        boolean failed = visit.status().matches("requires_payment_method|canceled");
        String url = Json.text(visit.account().hidden(kind, visit.id()), "return_url");
        if (url != null) {
            String query =
                    "%s=%s&%s_client_secret=%s&redirect_status=%s"
                            .formatted(
                                    kind,
                                    visit.id(),
                                    kind,
                                    Json.text(intent, "client_secret"),
                                    failed ? "failed" : "succeeded");
            return Html.seeOther(url + (url.contains("?") ? '&' : '?') + query);
        }
        String invoice = Json.text(intent, "invoice");
        return invoice != null
                ? Html.seeOther(visit.url("invoice/" + invoice))
                : Html.message(
                        200,
                        failed ? "The bank said no" : "The bank agreed",
                        "The shop has been told. You may close this page.");
    }
}
