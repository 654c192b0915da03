// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Entry;
import io.github.camellowdefy.stripe.sandbox.books.Ledger;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.Map;

/**
 * Disputes: opened by the test cards that end in one, or by a call of the sandbox; decided by the
 * evidence Stripe documents for tests ({@code winning_evidence}, {@code losing_evidence}, {@code
 * escalate_inquiry_evidence}), or by the bank when nobody has answered in time.
 */
record Disputes(Ledger ledger) implements Behaviours.Module {

    private static final String DISPUTE = "dispute";
    private static final long FEE = 1500;
    private static final long DAY = 86_400;
    private static final long DUE = 9 * DAY;
    private static final long INQUIRY_ENDS = 120 * DAY;
    private static final String TIMEOUT = "dispute_times_out";
    private static final String ESCALATION = "escalate_inquiry_evidence";
    private static final Map<String, String> OUTCOMES =
            Map.of("winning_evidence", "won", "losing_evidence", "lost");

    @Override
    public void register(Behaviours table) {
        table.job(TIMEOUT, (changes, about) -> timeOut(changes, about.get(0)));
        table.on("POST /v1/disputes/{id}", this::update)
                .on("POST /v1/disputes/{id}/close", this::close)
                .on("POST /v1/charges/{id}/dispute", this::updateOfCharge)
                .on("GET /v1/charges/{id}/dispute", call -> Answer.of(ofCharge(call)))
                .on("POST /_sandbox/charges/{id}/dispute", this::open);
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
            warning.put("actionable", true).put("charge", Json.id(charge));
            warning.put("fraud_type", instrument.afterwards("warning"));
            warning.put("payment_intent", Json.text(charge, "payment_intent"));
            changes.insert(warning);
        }
    }

    /** The bank takes the money of a charge back, for a reason such as {@code fraudulent}. */
    private Answer open(Call call) {
        ObjectNode found = call.account().require("charge", call.id(0), "charge");
        boolean possible =
                found.path("captured").asBoolean()
                        && !found.path("disputed").asBoolean()
                        && !found.path("refunded").asBoolean();
        refuseIf(!possible, "charge_not_disputable", call.id(0));
        return Answer.of(
                open(call.changes(), found, call.params().text("reason", "general"), true));
    }

    private ObjectNode open(Changes changes, ObjectNode charge, String reason, boolean chargeback) {
        ObjectNode dispute = changes.draft(DISPUTE);
        long amount =
                Json.number(charge, "amount_captured") - Json.number(charge, "amount_refunded");
        dispute.put("amount", amount).put("charge", Json.id(charge));
        dispute.put("currency", Json.text(charge, "currency"));
        Json.hash(dispute, "evidence").putObject("enhanced_evidence");
        ObjectNode details = Json.hash(dispute, "evidence_details");
        details.putObject("enhanced_eligibility");
        dispute.put("payment_intent", Json.text(charge, "payment_intent"));
        ObjectNode facts = Json.object().put("case_type", chargeback ? "chargeback" : "inquiry");
        Json.copy(charge.path("payment_method_details").path("card"), facts, "brand");
        dispute.set("payment_method_details", Shapes.of("dispute.method", facts));
        dispute.put("reason", reason);
        ask(changes, dispute, !chargeback);
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

    /** The bank waits for evidence. */
    private static void ask(Changes changes, ObjectNode dispute, boolean inquiry) {
        dispute.put("status", inquiry ? "warning_needs_response" : "needs_response");
        dispute.put("is_charge_refundable", inquiry);
        long now = changes.now();
        Json.hash(dispute, "evidence_details")
                .put("due_by", now + DUE)
                .put("has_evidence", false)
                .put("submission_method", "not_submitted");
        long end = now + (inquiry ? INQUIRY_ENDS : DUE);
        changes.planAt(end, TIMEOUT, Json.id(dispute));
    }

    /** A full refund answers an inquiry. */
    void settle(Changes changes, ObjectNode charge) {
        if (charge.path("refunded").asBoolean() && charge.path("disputed").asBoolean()) {
            changes.account()
                    .where(DISPUTE, "charge", Json.id(charge))
                    .filter(each -> isInquiry(each) && isOpen(each))
                    .toList()
                    .forEach(each -> end(changes, each, "lost"));
        }
    }

    private void timeOut(Changes changes, String id) {
        ObjectNode dispute = changes.find(DISPUTE, id);
        ObjectNode details = Json.hash(dispute, "evidence_details");
        boolean due = isOpen(dispute) && Json.number(details, "due_by") <= changes.now();
        if (due || isInquiry(dispute) && !Json.is(dispute, "status", "warning_closed")) {
            details.put("past_due", isOpen(dispute));
            end(changes, dispute, "lost");
        }
    }

    private Answer update(Call call) {
        return Answer.of(respond(call, call.require(DISPUTE)));
    }

    private Answer updateOfCharge(Call call) {
        return Answer.of(respond(call, ofCharge(call)));
    }

    /** Evidence is submitted unless it is only to be staged; what was staged is submitted later. */
    private ObjectNode respond(Call call, ObjectNode dispute) {
        boolean given = call.params().has("evidence");
        boolean submit = call.params().bool("submit", given);
        if (given || submit) {
            requireOpen(dispute);
        }
        call.applyTo(dispute);
        ObjectNode details = Json.hash(dispute, "evidence_details");
        details.put("has_evidence", given || details.path("has_evidence").asBoolean());
        if (!submit || !details.path("has_evidence").asBoolean()) {
            return call.changes().update(dispute);
        }
        details.put("submission_count", Json.number(details, "submission_count") + 1);
        details.put("submission_method", "manual");
        String text = dispute.path("evidence").path("uncategorized_text").asText().strip();
        boolean inquiry = isInquiry(dispute);
        if (inquiry && text.equals(ESCALATION)) {
            escalate(call.changes(), dispute);
            return dispute;
        }
        dispute.put("status", inquiry ? "warning_under_review" : "under_review");
        if (!OUTCOMES.containsKey(text)) {
            return call.changes().update(dispute);
        }
        return end(call.changes(), dispute, OUTCOMES.get(text));
    }

    /** The bank takes the money after all. */
    private void escalate(Changes changes, ObjectNode dispute) {
        ask(changes, dispute, false);
        ((ObjectNode) dispute.at("/payment_method_details/card")).put("case_type", "chargeback");
        move(changes, dispute, -Json.number(dispute, "amount"), FEE);
        changes.update(dispute);
        changes.emit(dispute, "charge.dispute.funds_withdrawn");
    }

    /** The bank has decided. */
    private ObjectNode end(Changes changes, ObjectNode dispute, String outcome) {
        boolean inquiry = isInquiry(dispute);
        boolean back = outcome.equals("won") && !inquiry;
        dispute.put("status", inquiry ? "warning_closed" : outcome);
        if (back) {
            move(changes, dispute, Json.number(dispute, "amount"), -FEE);
        }
        changes.update(dispute, "updated", "closed");
        if (back) {
            changes.emit(dispute, "charge.dispute.funds_reinstated");
        }
        return dispute;
    }

    private Answer close(Call call) {
        ObjectNode dispute = call.require(DISPUTE);
        requireOpen(dispute);
        return Answer.of(end(call.changes(), dispute, "lost"));
    }

    private static void requireOpen(ObjectNode dispute) {
        refuseIf(!isOpen(dispute), "dispute_closed");
    }

    private static boolean isOpen(ObjectNode dispute) {
        return Json.text(dispute, "status").endsWith("needs_response");
    }

    private static boolean isInquiry(ObjectNode dispute) {
        return Json.text(dispute, "status").startsWith("warning");
    }

    private static ObjectNode ofCharge(Call call) {
        call.require("charge");
        return call.account()
                .where(DISPUTE, "charge", call.id(0))
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
                .add(changes.find("balance_transaction", id));
    }
}
