/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Account;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.Params;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.time.Instant;

/** Refunds: of a charge or of an intent's, in parts, never more than was captured. */
final class Refunds implements Behaviours.Module {

    private static final long BANK_TAKES = 180;

    private static final String END = "refund_ends";

    private final Ledger ledger;
    private final Transfers transfers;
    private final ApplicationFees fees;

    Refunds(Ledger ledger, Transfers transfers, ApplicationFees fees) {
        this.ledger = ledger;
        this.transfers = transfers;
        this.fees = fees;
    }

    @Override
    public void register(Behaviours table, Engine engine) {
        engine.agenda().on(END, (changes, about) -> end(changes, about.get(0), about.get(1)));
        table.on("POST /v1/refunds", call -> Answer.of(create(call, charge(call))))
                .on("POST /v1/refunds/{id}", Refunds::update)
                .on("POST /v1/refunds/{id}/cancel", Refunds::cancel)
                .on("POST /v1/charges/{id}/refunds", call -> Answer.of(create(call, ofPath(call))))
                .on("POST /v1/charges/{id}/refund", this::refundTheOldWay);
    }

    private Answer refundTheOldWay(Call call) {
        create(call, ofPath(call));
        return Answer.of(ofPath(call));
    }

    private ObjectNode create(Call call, ObjectNode charge) {
        Params params = call.params();
        String reason = params.text("reason");
        long amount = amount(call.account(), params, charge);
        boolean reverse = params.bool("reverse_transfer", false);
        boolean refundFee = params.bool("refund_application_fee", false);
        requireShared(charge, reverse, refundFee);
        Changes changes = call.changes();
        String chargeId = Json.text(charge, "id");
        ObjectNode refund = changes.draft("refund");
        call.applyTo(refund);
        refund.put("amount", amount);
        refund.put("charge", chargeId);
        refund.set("customer", charge.get("customer"));
        refund.set("payment_method", charge.get("payment_method"));
        refund.set("currency", charge.get("currency"));
        refund.set("payment_intent", charge.get("payment_intent"));
        refund.put("reason", reason);
        ObjectNode details = refund.putObject("destination_details");
        ObjectNode card = details.putObject("card");
        card.put("reference_status", "pending");
        card.put("reference_type", "acquirer_reference_number");
        card.put("type", "refund");
        details.put("type", "card");
        String fate = fate(changes, charge);
        refund.put("status", "pending".equals(fate) ? "pending" : "succeeded");
        refund.put(
                "balance_transaction",
                ledger.write(
                        changes,
                        new Ledger.Entry(
                                "refund",
                                "refund",
                                -amount,
                                0,
                                Json.text(charge, "currency"),
                                Json.text(refund, "id"),
                                "REFUND FOR CHARGE",
                                false)));
        if (reverse) {
            refund.put("transfer_reversal", transfers.reversePart(changes, charge, refund));
        }
        if (refundFee) {
            fees.refundPart(changes, charge, amount);
        }
        changes.insert(refund);
        long refunded = Json.number(charge, "amount_refunded") + amount;
        charge.put("amount_refunded", refunded);
        charge.put("refunded", refunded == Json.number(charge, "amount_captured"));
        changes.update(charge, "refunded");
        if (fate != null) {
            endLater(changes, Json.text(refund, "id"), fate);
        }
        return refund;
    }

    /** What is to be refunded: all that is left, or the amount given; 400 when it is too much. */
    private static long amount(Account account, Params params, ObjectNode charge) {
        String id = Json.text(charge, "id");
        String currency = Json.text(charge, "currency");
        long whole = Json.number(charge, "amount_captured");
        long left = whole - Json.number(charge, "amount_refunded");
        if (isChargedBack(account, charge)) {
            throw StripeError.invalid(
                            "Charge " + id + " has been charged back; cannot issue a refund.")
                    .code("charge_disputed");
        }
        if (left == 0) {
            throw StripeError.invalid("Charge " + id + " has already been refunded.")
                    .code("charge_already_refunded");
        }
        Long asked = params.integer("amount");
        if (asked != null && asked < 1) {
            throw StripeError.notPositive("amount");
        }
        if (asked != null && asked > left) {
            boolean first = left == whole;
            throw StripeError.invalid(
                            "Refund amount ("
                                    + Money.shown(asked, currency)
                                    + ") is greater than "
                                    + (first ? "charge amount (" : "unrefunded amount on charge (")
                                    + Money.shown(left, currency)
                                    + ')')
                    .code("amount_too_large")
                    .param("amount");
        }
        return asked == null ? left : asked;
    }

    private static void requireShared(ObjectNode charge, boolean reverse, boolean refundFee) {
        String id = Json.text(charge, "id");
        if (reverse && Json.text(charge, "transfer") == null) {
            throw StripeError.invalid(
                            "Cannot reverse transfer on charge "
                                    + id
                                    + " because it does not have an associated transfer.")
                    .param("reverse_transfer");
        }
        if (refundFee && Json.text(charge, "application_fee") == null) {
            throw StripeError.invalid(
                            "Cannot refund application fee on charge "
                                    + id
                                    + " because it does not have an application fee.")
                    .param("refund_application_fee");
        }
    }

    /** An inquiry can still be settled by a refund, a dispute cannot. */
    private static boolean isChargedBack(Account account, ObjectNode charge) {
        return charge.path("disputed").asBoolean()
                && account.where("dispute", "charge", Json.text(charge, "id"))
                        .anyMatch(each -> !each.path("is_charge_refundable").asBoolean());
    }

    private static ObjectNode charge(Call call) {
        Params params = call.params();
        ObjectNode intent = call.reference("payment_intent", "payment_intent");
        String id = params.text("charge");
        if (id == null && intent == null) {
            throw StripeError.invalid(
                            "One of the following params should be provided for this request:"
                                    + " payment_intent or charge.")
                    .code("parameter_missing");
        }
        if (id == null) {
            id = Json.text(intent, "latest_charge");
            ObjectNode charge = call.account().find("charge", id);
            if (charge == null || !charge.path("paid").asBoolean()) {
                throw StripeError.invalid(
                                "This PaymentIntent ("
                                        + Json.text(intent, "id")
                                        + ") does not have a successful charge to refund.")
                        .with("payment_intent", intent);
            }
        }
        ObjectNode charge = call.account().require("charge", id);
        if (!charge.path("paid").asBoolean()) {
            throw StripeError.invalid("Charge " + id + " is failed and cannot be refunded.")
                    .code("charge_not_refundable");
        }
        if (!charge.path("captured").asBoolean()) {
            throw StripeError.invalid(
                            "This charge has not been captured. To release what it holds, cancel"
                                    + " its PaymentIntent.")
                    .code("charge_not_captured");
        }
        return charge;
    }

    private static ObjectNode ofPath(Call call) {
        return call.account().require("charge", call.id(0));
    }

    private static Answer update(Call call) {
        ObjectNode refund = call.account().require("refund", call.id(0));
        call.applyTo(refund);
        call.changes().update(refund, "updated", "charge.refund.updated");
        return Answer.of(refund);
    }

    private static Answer cancel(Call call) {
        ObjectNode refund = call.account().require("refund", call.id(0));
        if (!Json.text(refund, "status").equals("requires_action")) {
            throw StripeError.invalid(
                    "You can only cancel a refund with a status of requires_action; this one has a"
                            + " status of "
                            + Json.text(refund, "status")
                            + '.');
        }
        refund.put("status", "canceled");
        call.changes().update(refund);
        return Answer.of(refund);
    }

    /** {@code failed} or {@code pending} for the test cards whose refunds end so; else null. */
    private static String fate(Changes changes, ObjectNode charge) {
        ObjectNode method =
                changes.account().find("payment_method", Json.text(charge, "payment_method"));
        return method == null ? null : Instruments.of(method).afterwards("refund");
    }

    private void endLater(Changes changes, String id, String fate) {
        Engine engine = changes.engine();
        Instant due = engine.clock().instant().plusSeconds(BANK_TAKES);
        engine.agenda().plan(due, END, changes.account(), id, fate);
    }

    private void end(Changes changes, String id, String fate) {
        ObjectNode refund = changes.account().find("refund", id);
        if (fate.equals("pending")) {
            refund.put("status", "succeeded");
            changes.update(refund, "updated", "charge.refund.updated");
            return;
        }
        long amount = Json.number(refund, "amount");
        refund.put("status", "failed");
        refund.put("failure_reason", "lost_or_stolen_card");
        refund.put(
                "failure_balance_transaction",
                ledger.write(
                        changes,
                        Ledger.Entry.of(
                                "refund_failure", amount, Json.text(refund, "currency"), id)));
        changes.update(refund, "updated", "failed", "charge.refund.updated");
        ObjectNode charge = changes.account().find("charge", Json.text(refund, "charge"));
        charge.put("amount_refunded", Json.number(charge, "amount_refunded") - amount);
        charge.put("refunded", false);
        changes.update(charge);
    }
}
