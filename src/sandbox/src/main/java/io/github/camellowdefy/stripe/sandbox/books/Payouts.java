// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Payouts: asked for, or made by the schedule of the account. An automatic payout is made at
 * midnight UTC and contains every transaction that became available before that and that no payout
 * contains yet. A payout is submitted to the bank half way to its arrival; at the next midnight it
 * arrives and is paid, or fails.
 */
public record Payouts(Ledger ledger) implements Behaviours.Module {

    private static final long DAY = 86_400;
    private static final String PAYOUT = "payout";
    private static final String SUBMISSION = "payout_is_submitted";
    private static final String ARRIVAL = "payout_arrives";
    private static final Set<String> OPEN = Set.of("pending", "in_transit");

    /** A transaction of a payout: there may be a million. */
    private record Part(String id, long net) {

        static Part of(ObjectNode transaction) {
            return new Part(Json.id(transaction), Json.number(transaction, "net"));
        }
    }

    @Override
    public void register(Behaviours table) {
        table.job(PayoutSchedule.RUN, (changes, about) -> run(changes));
        table.job(SUBMISSION, (changes, about) -> submit(changes, about.get(0)));
        table.job(ARRIVAL, (changes, about) -> arrive(changes, about.get(0)));
        table.on("POST /v1/payouts", this::create)
                .on("POST /v1/payouts/{id}/cancel", this::cancel)
                .on("POST /v1/payouts/{id}/reverse", this::reverse)
                .on("GET /v1/balance_transactions", Payouts::transactions)
                // names of the past
                .on("GET /v1/balance/history", Payouts::transactions)
                .on("GET /v1/balance/history/{id}", Payouts::transaction)
                .on("POST /_sandbox/payouts", this::make)
                .on("POST /_sandbox/payouts/{id}/pay", this::pay)
                .on("POST /_sandbox/payouts/{id}/fail", this::fail);
    }

    private static Answer transactions(Call call) {
        String id = call.params().text(PAYOUT);
        if (id == null) {
            return call.list(Ledger.TRANSACTION);
        }
        ObjectNode payout = call.account().referenced(PAYOUT, id, PAYOUT);
        refuseIf(!isAutomatic(payout), "payout_not_automatic");
        return call.listUnder(Ledger.TRANSACTION, id, PAYOUT);
    }

    private static Answer transaction(Call call) {
        return Answer.of(call.require(Ledger.TRANSACTION));
    }

    private Answer create(Call call) {
        Params params = call.params();
        String currency = Money.currency(params);
        long amount = params.requirePositive("amount");
        String destination = params.text("destination");
        if (destination != null && Destinations.find(call.account(), destination) == null) {
            throw StripeError.noSuchReference("external account", destination, "destination");
        }
        Ledger.requireFunds(call.account(), amount, currency);
        ObjectNode payout = draft(call.changes(), amount, currency);
        call.applyTo(payout, "amount", "currency");
        return Answer.of(send(call.changes(), payout, Ledger.OPEN));
    }

    /** Pays the account out, where this is a day of its schedule. A debt waits for money. */
    private void run(Changes changes) {
        PayoutSchedule schedule = PayoutSchedule.of(changes.engine(), changes.account());
        if (!schedule.isDue(changes.now())) {
            PayoutSchedule.plan(changes, changes.now());
            return;
        }
        open(changes.account(), changes.now() / DAY * DAY)
                .forEach(
                        (currency, all) -> {
                            boolean possible = !Destinations.isBroken(changes, currency);
                            if (possible && net(all) > 0) {
                                payOut(changes, currency, net(all), all);
                            }
                        });
    }

    /** What became available before a time and is in no payout yet, by currency. */
    private static Map<String, List<Part>> open(Account account, long before) {
        return account.under(Ledger.TRANSACTION, Ledger.OPEN)
                .filter(each -> Json.is(each, "status", "available"))
                .filter(each -> Json.number(each, "available_on") < before)
                .collect(
                        groupingBy(
                                each -> Json.text(each, "currency"), mapping(Part::of, toList())));
    }

    private static long net(List<Part> parts) {
        return parts.stream().mapToLong(Part::net).sum();
    }

    /** Makes an automatic payout; where its transactions fall short, an adjustment tops them up. */
    private ObjectNode payOut(Changes changes, String currency, long amount, List<Part> parts) {
        ObjectNode payout = draft(changes, amount, currency).put("automatic", true);
        payout.put("reconciliation_status", "in_progress");
        String id = Json.id(payout);
        parts.forEach(each -> changes.move(Ledger.TRANSACTION, each.id(), id));
        long missing = amount - net(parts);
        if (missing != 0) {
            ledger.write(changes, Entry.of("adjustment", missing, currency, null), id);
        }
        return send(changes, payout, id);
    }

    /**
     * Pays out at once: all that is available, or the amount given, of which the account need not
     * have any.
     */
    private Answer make(Call call) {
        Params params = call.params();
        String currency = params.has("currency") ? Money.currency(params) : "usd";
        List<Part> all = open(call.account(), Long.MAX_VALUE).getOrDefault(currency, List.of());
        Long asked = params.integer("amount");
        long amount = asked == null ? net(all) : asked;
        refuseIf(asked == null && amount < 1, "balance_insufficient");
        if (amount < 1) {
            throw StripeError.notPositive("amount");
        }
        List<Part> covered = asked == null ? all : within(amount, all);
        return Answer.of(payOut(call.changes(), currency, amount, covered));
    }

    private static List<Part> within(long amount, List<Part> parts) {
        List<Part> covered = new ArrayList<>();
        long left = amount;
        for (Part each : parts) {
            if (each.net() <= left) {
                covered.add(each);
                left -= each.net();
            }
        }
        return covered;
    }

    private static ObjectNode draft(Changes changes, long amount, String currency) {
        return changes.draft(PAYOUT).put("amount", amount).put("currency", currency);
    }

    private ObjectNode send(Changes changes, ObjectNode payout, String parent) {
        long amount = Json.number(payout, "amount");
        String id = Json.id(payout);
        long now = changes.now();
        long arrival = Json.is(payout, "method", "instant") ? now : (now / DAY + 1) * DAY;
        payout.put("arrival_date", arrival);
        ObjectNode destination = Destinations.of(changes, payout);
        payout.set("destination", destination.get("id"));
        payout.set("type", destination.get("object"));
        Entry entry = Entry.of(amount < 0 ? "payout_cancel" : PAYOUT, -amount, payout);
        payout.put(Ledger.TRANSACTION, ledger.write(changes, entry, parent));
        changes.insert(payout);
        changes.planAt(now + (arrival - now) / 2, SUBMISSION, id);
        changes.planAt(arrival, ARRIVAL, id);
        return payout;
    }

    private void submit(Changes changes, String id) {
        ObjectNode payout = changes.find(PAYOUT, id);
        if (Json.is(payout, "status", "pending")) {
            changes.update(payout.put("status", "in_transit"));
        }
        if (Json.is(payout, "reconciliation_status", "in_progress")) {
            payout.put("reconciliation_status", "completed");
            changes.update(payout, "reconciliation_completed");
        }
    }

    private void arrive(Changes changes, String id) {
        submit(changes, id);
        ObjectNode payout = changes.find(PAYOUT, id);
        if (!isOpen(payout)) {
            return;
        }
        String failure = Destinations.failure(changes, payout);
        if (failure == null) {
            changes.update(payout.put("status", "paid"), "paid");
        } else {
            fail(changes, payout, failure);
            Destinations.markBroken(changes, payout);
        }
    }

    private Answer pay(Call call) {
        ObjectNode payout = call.require(PAYOUT);
        require(isOpen(payout), payout, "paid while they are pending or in transit");
        submit(call.changes(), call.id(0));
        payout = call.account().find(PAYOUT, call.id(0));
        return Answer.of(call.changes().update(payout.put("status", "paid"), "paid"));
    }

    /** Banks return some payouts after they were paid. */
    private Answer fail(Call call) {
        ObjectNode payout = call.require(PAYOUT);
        boolean possible = isOpen(payout) || Json.is(payout, "status", "paid");
        require(possible, payout, "failed until they are");
        String code = call.params().oneOf("failure_code", Destinations.failures());
        submit(call.changes(), call.id(0));
        payout = call.account().find(PAYOUT, call.id(0));
        return Answer.of(fail(call.changes(), payout, code == null ? "account_closed" : code));
    }

    private ObjectNode fail(Changes changes, ObjectNode payout, String code) {
        payout.put("status", "failed").put("failure_code", code);
        payout.put("failure_message", Destinations.message(code));
        return giveBack(changes, payout, "payout_failure", "failed");
    }

    private Answer cancel(Call call) {
        ObjectNode payout = call.require(PAYOUT);
        refuseIf(isAutomatic(payout), "payout_automatic");
        require(Json.is(payout, "status", "pending"), payout, "canceled while they are pending");
        payout.put("status", "canceled");
        return Answer.of(giveBack(call.changes(), payout, "payout_cancel", "canceled"));
    }

    private ObjectNode giveBack(Changes changes, ObjectNode payout, String type, String change) {
        Entry entry = Entry.of(type, Json.number(payout, "amount"), payout);
        payout.put("failure_balance_transaction", ledger.write(changes, entry));
        return changes.update(payout, change);
    }

    private Answer reverse(Call call) {
        ObjectNode payout = call.require(PAYOUT);
        require(Json.is(payout, "status", "paid"), payout, "reversed once they are paid");
        refuseIf(
                Json.text(payout, "reversed_by") != null
                        || Json.text(payout, "original_payout") != null,
                "payout_already_reversed",
                call.id(0));
        Changes changes = call.changes();
        long amount = -Json.number(payout, "amount");
        ObjectNode reversal = draft(changes, amount, Json.text(payout, "currency"));
        call.applyTo(reversal);
        reversal.set("destination", payout.get("destination"));
        reversal.put("original_payout", call.id(0));
        send(changes, reversal, Ledger.OPEN);
        payout.set("reversed_by", reversal.get("id"));
        changes.update(payout);
        return Answer.of(reversal);
    }

    private static void require(boolean possible, ObjectNode payout, String how) {
        refuseIf(!possible, "payout_status", how, Json.text(payout, "status"));
    }

    private static boolean isAutomatic(ObjectNode payout) {
        return payout.path("automatic").asBoolean();
    }

    private static boolean isOpen(ObjectNode payout) {
        return OPEN.contains(Json.text(payout, "status"));
    }
}
