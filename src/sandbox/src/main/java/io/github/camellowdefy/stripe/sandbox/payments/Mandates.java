// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.Locale;

/** The buyer's permission to debit a bank account. */
final class Mandates {

    private static final String MANDATE = "mandate";

    private Mandates() {}

    /**
     * Sees to it that a bank account may be debited: by the mandate it has, or by a new one that
     * the request brings; 400 without either.
     *
     * @return the id of the mandate; null for a method that needs none
     */
    static String require(Call call, ObjectNode intent, ObjectNode method) {
        Params params = call.params();
        String type = Json.text(method, "type");
        if (!Instruments.of(method).isDelayed()) {
            return null;
        }
        if (!params.has("mandate_data")) {
            String named = params.text(MANDATE);
            String own = named == null ? of(call.account(), method) : named;
            if (own == null) {
                throw Transitions.unexpected(intent, StripeError.refusal("mandate_missing"));
            }
            return Json.text(call.account().referenced(MANDATE, own, MANDATE), "id");
        }
        Params acceptance = params.hash("mandate_data").hash("customer_acceptance");
        Long accepted = acceptance.integer("accepted_at");
        boolean once =
                Json.is(intent, "object", "payment_intent")
                        && Json.text(intent, "setup_future_usage") == null;
        Changes changes = call.changes();
        ObjectNode mandate = changes.draft(MANDATE);
        ObjectNode facts = Json.object().put("type", type);
        facts.put("way", acceptance.text("type"));
        facts.put("accepted", accepted == null ? changes.now() : accepted);
        facts.put("reference", changes.engine().ids().token(16).toUpperCase(Locale.ROOT));
        facts.set("method", method.get("id"));
        mandate.setAll(Shapes.of("mandate." + type, facts));
        ObjectNode shown = Json.hash(mandate, "customer_acceptance");
        Params online = acceptance.hash("online");
        shown.putObject(acceptance.text("type"));
        if (acceptance.has("online")) {
            online.copyTo(shown.putObject("online"), "ip_address", "user_agent");
        }
        String use = once ? "single_use" : "multi_use";
        ObjectNode uses = mandate.put("type", use).putObject(use);
        if (once) {
            Json.copy(intent, uses, "amount", "currency");
        }
        changes.add(mandate);
        PaymentMethods.keep(changes, method, MANDATE, Json.id(mandate));
        return Json.id(mandate);
    }

    /** The mandate of a method, or null. */
    static String of(Account account, ObjectNode method) {
        return PaymentMethods.kept(account, method, MANDATE);
    }
}
