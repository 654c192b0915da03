// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A hosted invoice: its lines, and a way to pay it while it is open. */
final class InvoicePage {

    private InvoicePage() {}

    static Answer show(Visit visit) {
        return visit.rest().equals("pdf") ? Pages.pdf(visit) : form(visit, 200, null);
    }

    static Answer post(Visit visit) {
        if (!visit.status().equals("open")) {
            return show(visit);
        }
        String method = CardForm.method(visit);
        if (method == null) {
            return form(visit, 400, CardForm.REFUSAL);
        }
        Map<String, String> params = Map.of("payment_method", method, "off_session", "false");
        String refusal = visit.post("/v1/invoices/" + visit.id() + "/pay", params);
        Visit now = visit.again();
        ObjectNode intent = visit.account().named("payment_intent", now.object());
        if (intent != null && Json.is(intent, "status", "requires_action")) {
            return Html.seeOther(visit.url("bank/" + Json.id(intent)));
        }
        return now.status().equals("open")
                ? form(now, 402, refusal)
                : Html.seeOther(visit.url("invoice/" + visit.id()));
    }

    private static Answer form(Visit visit, int status, String error) {
        ObjectNode invoice = visit.object();
        var lines = invoice.path("lines").path("data").spliterator();
        return Html.order(
                status,
                "Invoice " + Json.text(invoice, "number"),
                Html.lines(
                        StreamSupport.stream(lines, false), "amount", Html.money(invoice, "total")),
                visit.status().equals("open")
                        ? CardForm.of(
                                "Pay " + Html.money(invoice, "amount_remaining"), error, Map.of())
                        : Html.of("state", Map.of("text", visit.status())));
    }
}
