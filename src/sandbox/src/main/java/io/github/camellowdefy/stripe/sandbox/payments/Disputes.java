// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Entry;
import io.github.camellowdefy.stripe.sandbox.books.Ledger;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.Shapes;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.util.Map;

/**
 * Disputes: opened by the test cards that end in one, or by a call of the sandbox; decided by the
 * evidence Stripe documents for tests ({@code winning_evidence}, {@code losing_evidence}).
 */
record Disputes(Ledger ledger) implements Behaviours.Module {

    private static final long FEE = 1500;
    private static final long DUE = 9 * 86_400L;
    private static final Map<String, String> OUTCOMES =
            Map.of("winning_evidence", "won", "losing_evidence", "lost");

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/disputes/{id}", this::update)
                .on("POST /v1/disputes/{id}/close", this::close)
                .on("POST /v1/charges/{id}/dispute", this::updateOfCharge)
                .on("GET /v1/charges/{id}/dispute", call -> Answer.of(ofCharge(call)))
                .on(
                        "POST /_sandbox/charges/{id}/dispute",
                        call ->
                                Answer.of(
                                        open(
                                                call.changes(),
                                                call.id(0),
                                                call.params().text("reason"))));
    }

    /** What a test card does once it was charged. */
    void follow(Changes changes, ObjectNode charge, Instrument instrument) {
        String reason = instrument.afterwards("dispute");
        if (reason != null) {
            open(changes, charge, reason, true);
        }
        if (instrument.afterwards("inquiry") != null) {
            open(changes, charge, instrument.afterwards("inquiry"), false);
        }
        if (instrument.afterwards("warning") != null) {
            ObjectNode warning = changes.draft("radar.early_fraud_warning");
            warning.put("actionable", true).put("charge", Json.text(charge, "id"));
            warning.put("fraud_type", instrument.afterwards("warning"));
            warning.put("payment_intent", Json.text(charge, "payment_intent"));
            changes.insert(warning);
        }
    }

    /**
     * The bank takes the money of a charge back.
     *
     * @param reason such as {@code fraudulent}; {@code general} when null
     */
    private ObjectNode open(Changes changes, String charge, String reason) {
        ObjectNode found = changes.account().require("charge", charge, "charge");
        if (!found.path("captured").asBoolean() || found.path("disputed").asBoolean()) {
            throw StripeError.refusal("charge_not_disputable", charge);
        }
        return open(changes, found, reason == null ? "general" : reason, true);
    }

    private ObjectNode open(Changes changes, ObjectNode charge, String reason, boolean chargeback) {
        ObjectNode dispute = changes.draft("dispute");
        long amount =
                Json.number(charge, "amount_captured") - Json.number(charge, "amount_refunded");
        dispute.put("amount", amount).put("charge", Json.text(charge, "id"));
        dispute.put("currency", Json.text(charge, "currency"));
        ObjectNode evidence = Json.hash(dispute, "evidence");
        evidence.putObject("enhanced_evidence");
        ObjectNode details = Json.hash(dispute, "evidence_details");
        details.put("due_by", changes.now() + DUE).putObject("enhanced_eligibility");
        details.put("submission_method", "not_submitted");
        dispute.put("is_charge_refundable", !chargeback);
        dispute.put("payment_intent", Json.text(charge, "payment_intent"));
        ObjectNode facts = Json.object().put("case_type", chargeback ? "chargeback" : "inquiry");
        Json.copy(charge.path("payment_method_details").path("card"), facts, "brand");
        dispute.set("payment_method_details", Shapes.of("dispute.method", facts));
        dispute.put("reason", reason);
        dispute.put("status", chargeback ? "needs_response" : "warning_needs_response");
        if (chargeback) {
            move(changes, dispute, -amount, FEE);
        }
        changes.insert(dispute);
        if (chargeback) {
            changes.emit(dispute, "charge.dispute.funds_withdrawn");
        }
        charge.put("disputed", true);
        changes.update(charge);
        return dispute;
    }

    private Answer update(Call call) {
        return Answer.of(respond(call, call.account().require("dispute", call.id(0))));
    }

    private Answer updateOfCharge(Call call) {
        return Answer.of(respond(call, ofCharge(call)));
    }

    private ObjectNode respond(Call call, ObjectNode dispute) {
        boolean open = Json.text(dispute, "status").endsWith("needs_response");
        if (!open && call.params().has("evidence")) {
            throw StripeError.invalid("This dispute is already closed");
        }
        boolean inquiry = Json.text(dispute, "status").startsWith("warning");
        call.applyTo(dispute);
        if (!call.params().has("evidence")) {
            return call.changes().update(dispute);
        }
        ObjectNode details = Json.hash(dispute, "evidence_details");
        details.put("has_evidence", true);
        if (!call.params().bool("submit", true)) {
            return call.changes().update(dispute);
        }
        details.put("submission_count", 1).put("submission_method", "manual");
        String text = dispute.path("evidence").path("uncategorized_text").asText();
        String outcome = OUTCOMES.get(text);
        if (outcome == null) {
            dispute.put("status", inquiry ? "warning_under_review" : "under_review");
            call.changes().update(dispute);
        } else {
            dispute.put("status", inquiry ? "warning_closed" : outcome);
            if (outcome.equals("won") && !inquiry) {
                move(call.changes(), dispute, Json.number(dispute, "amount"), -FEE);
            }
            call.changes().update(dispute, "updated", "closed");
            if (outcome.equals("won") && !inquiry) {
                call.changes().emit(dispute, "charge.dispute.funds_reinstated");
            }
        }
        return dispute;
    }

    private Answer close(Call call) {
        ObjectNode dispute = call.account().require("dispute", call.id(0));
        if (!Json.text(dispute, "status").endsWith("needs_response")) {
            throw StripeError.invalid("This dispute is already closed");
        }
        dispute.put("status", "lost");
        return Answer.of(call.changes().update(dispute, "closed"));
    }

    private static ObjectNode ofCharge(Call call) {
        call.account().require("charge", call.id(0));
        return call.account()
                .where("dispute", "charge", call.id(0))
                .findFirst()
                .orElseThrow(() -> StripeError.refusal("no_dispute", call.id(0)));
    }

    private void move(Changes changes, ObjectNode dispute, long amount, long fee) {
        String what = amount < 0 ? "withdrawal" : "reversal";
        String words = "Chargeback " + what + " for " + Json.text(dispute, "charge");
        String category = amount < 0 ? "dispute" : "dispute_reversal";
        Entry entry = Entry.of("adjustment", amount, dispute).less(fee, 0);
        String id = ledger.write(changes, entry.described(words).as(category));
        ((ArrayNode) dispute.get("balance_transactions"))
                .add(changes.account().find("balance_transaction", id));
    }
}
