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

/** Transfers to connected accounts, made directly or by a charge's {@code transfer_data}. */
final class Transfers implements Behaviours.Module {

    private final Ledger ledger;

    Transfers(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/transfers", this::create)
                .on("POST /v1/transfers/{id}/reversals", this::reverse);
    }

    private Answer create(Call call) {
        Params params = call.params();
        String currency = Money.currency(params);
        long amount = params.requireInteger("amount");
        requirePositive(amount);
        ObjectNode source = call.reference("charge", "source_transaction");
        String destination = params.requireText("destination");
        if (!call.engine().knows(destination)) {
            throw StripeError.noSuchReference("destination", destination, "destination");
        }
        if (source == null) {
            Ledger.requireFunds(call.account(), amount, currency);
        }
        ObjectNode transfer = call.changes().draft("transfer");
        call.applyTo(transfer);
        transfer.put("amount", amount).put("currency", currency);
        send(call.changes(), transfer);
        return Answer.of(transfer);
    }

    /** Passes a charge's money on where its terms say so. */
    void share(Changes changes, ObjectNode charge) {
        String destination = Json.text(charge.path("transfer_data"), "destination");
        if (destination == null || !changes.engine().knows(destination)) {
            return;
        }
        long captured = Json.number(charge, "amount_captured");
        long given = Json.number(charge.path("transfer_data"), "amount");
        long kept = Json.number(charge, "application_fee_amount");
        ObjectNode transfer = changes.draft("transfer");
        transfer.put("amount", given > 0 ? given : captured - kept);
        transfer.set("currency", charge.get("currency"));
        transfer.put("destination", destination);
        transfer.set("source_transaction", charge.get("id"));
        transfer.put("transfer_group", "group_" + Json.text(charge, "payment_intent"));
        send(changes, transfer);
        charge.set("transfer", transfer.get("id"));
    }

    private void send(Changes changes, ObjectNode transfer) {
        String id = Json.text(transfer, "id");
        String currency = Json.text(transfer, "currency");
        long amount = Json.number(transfer, "amount");
        transfer.put(
                "balance_transaction",
                ledger.write(changes, Ledger.Entry.of("transfer", -amount, currency, id)));
        transfer.set("reversals", noReversals(id));
        transfer.put("destination_payment", receive(changes, transfer));
        changes.insert(transfer);
    }

    /** What arrives at the other account: a payment of its own. */
    private String receive(Changes changes, ObjectNode transfer) {
        Account other = changes.engine().account(Json.text(transfer, "destination"));
        Changes there = changes.in(other);
        String id = "py_" + changes.engine().ids().token(24);
        ObjectNode payment = there.draft("charge", id);
        long amount = Json.number(transfer, "amount");
        payment.put("amount", amount).put("amount_captured", amount);
        payment.set("currency", transfer.get("currency"));
        payment.set("source_transfer", transfer.get("id"));
        payment.put(
                "balance_transaction",
                other.locked(
                        () ->
                                ledger.write(
                                        there,
                                        Ledger.Entry.of(
                                                "payment",
                                                amount,
                                                Json.text(transfer, "currency"),
                                                id))));
        other.locked(
                () -> {
                    there.insert(payment, null, "payment.created");
                    return null;
                });
        return id;
    }

    private Answer reverse(Call call) {
        ObjectNode transfer = call.account().require("transfer", call.id(0));
        long left = Json.number(transfer, "amount") - Json.number(transfer, "amount_reversed");
        Long asked = call.params().integer("amount");
        long amount = asked == null ? left : asked;
        String currency = Json.text(transfer, "currency");
        if (left == 0) {
            throw StripeError.invalid(
                    "Transfer " + call.id(0) + " has already been fully reversed.");
        }
        requirePositive(amount);
        if (amount > left) {
            throw StripeError.invalid(
                            "Transfer reversal amount ("
                                    + Money.shown(amount, currency)
                                    + ") is greater than unreversed amount on transfer ("
                                    + Money.shown(left, currency)
                                    + ')')
                    .param("amount");
        }
        Changes changes = call.changes();
        ObjectNode reversal = changes.draft("transfer_reversal");
        String id = Json.text(reversal, "id");
        reversal.remove("livemode");
        call.applyTo(reversal);
        reversal.put("amount", amount).put("currency", currency).put("transfer", call.id(0));
        if (!reversal.has("metadata")) {
            reversal.putObject("metadata");
        }
        reversal.put(
                "balance_transaction",
                ledger.write(changes, Ledger.Entry.of("transfer_cancel", amount, currency, id)));
        changes.insert(reversal, call.id(0), new String[0]);
        transfer.put("amount_reversed", Json.number(transfer, "amount_reversed") + amount);
        transfer.put("reversed", amount == left);
        ObjectNode list = (ObjectNode) transfer.get("reversals");
        list.withArray("data").insert(0, reversal);
        list.put("total_count", list.get("data").size());
        changes.update(transfer, "reversed");
        return Answer.of(reversal);
    }

    private static void requirePositive(long amount) {
        if (amount < 1) {
            throw StripeError.invalid("This value must be greater than or equal to 1.")
                    .code("parameter_invalid_integer")
                    .param("amount");
        }
    }

    private static ObjectNode noReversals(String id) {
        ObjectNode list = Json.object();
        list.put("object", "list");
        list.putArray("data");
        list.put("has_more", false);
        list.put("total_count", 0);
        list.put("url", "/v1/transfers/" + id + "/reversals");
        return list;
    }
}
