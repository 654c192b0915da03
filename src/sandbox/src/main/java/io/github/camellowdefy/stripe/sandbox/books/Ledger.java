// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.Map;

/**
 * Books every movement of money as a balance transaction, and shows the balance, which is their
 * sum. A transaction lives under the automatic payout that contains it, and under {@link #OPEN}
 * until then.
 */
public final class Ledger implements Behaviours.Module {

    /** The parent of the transactions that no payout contains yet. */
    static final String OPEN = "open";

    static final String TRANSACTION = "balance_transaction";

    private static final String SETTLEMENT = "settle_balance";
    private static final String RESERVE = "reserve_transaction";
    private static final Map<String, String> DESCRIPTIONS =
            Map.of(
                    "application_fee", "Sandbox application fee",
                    "stripe_fee", "Stripe processing fees");

    @Override
    public void register(Behaviours table) {
        table.on(
                "GET /v1/balance",
                call ->
                        call.account()
                                .locked(() -> Answer.of(balance(call.engine(), call.account()))));
        table.job(SETTLEMENT, (changes, about) -> settle(changes, Long.parseLong(about.get(0))));
    }

    /**
     * Writes the transaction of an object, which then names it.
     *
     * @param from the object whose money it is: both become available at the same time
     */
    public void book(
            Changes changes, ObjectNode object, String type, long amount, ObjectNode from) {
        Entry entry = Entry.of(type, amount, object).availableOn(availability(changes, from));
        object.put(TRANSACTION, write(changes, entry));
    }

    /** Writes a transaction that no payout contains yet, and gives its id. */
    public String write(Changes changes, Entry entry) {
        return write(changes, entry, OPEN);
    }

    /** Writes a transaction under its payout, and gives its id. */
    String write(Changes changes, Entry entry, String payout) {
        Balances balances = Balances.of(changes.account());
        long before = balances.of(entry.currency()).available;
        ObjectNode transaction = draft(changes, entry);
        changes.add(transaction, payout);
        balances.add(transaction);
        if (Json.is(transaction, "status", "pending")) {
            // one task a day and account turns all that is due from pending to available
            long due = entry.availableOn();
            changes.planAt(due, SETTLEMENT, String.valueOf(due));
        } else if (payout.equals(OPEN)) {
            PayoutSchedule.plan(changes, changes.now());
        }
        reserve(changes, entry.currency(), before);
        return Json.id(transaction);
    }

    private static ObjectNode draft(Changes changes, Entry entry) {
        ObjectNode transaction = changes.draft(TRANSACTION);
        long now = changes.now();
        boolean pending = entry.availableOn() > now;
        transaction.put("amount", entry.amount());
        transaction.put("available_on", pending ? entry.availableOn() : now);
        transaction.put("currency", entry.currency()).put("description", entry.description());
        transaction.put("fee", entry.fee() + entry.platformFee());
        ArrayNode details = (ArrayNode) transaction.get("fee_details");
        String application = changes.engine().platform().id().replace("acct_", "ca_");
        detail(details, entry, entry.platformFee(), "application_fee", application);
        detail(details, entry, entry.fee(), "stripe_fee", null);
        transaction.put("net", entry.net()).put("reporting_category", entry.category());
        transaction.put("source", entry.source());
        transaction.put("status", pending ? "pending" : "available").put("type", entry.type());
        return transaction;
    }

    private static void detail(
            ArrayNode details, Entry entry, long amount, String type, String application) {
        if (amount != 0) {
            boolean dispute = entry.category().startsWith("dispute");
            ObjectNode fee = details.addObject();
            fee.put("amount", amount).put("application", application);
            fee.put("currency", entry.currency());
            fee.put("description", dispute ? "Dispute fee" : DESCRIPTIONS.get(type));
            fee.put("type", type);
        }
    }

    /** A platform that answers for losses holds back what its connected accounts owe. */
    private void reserve(Changes changes, String currency, long before) {
        long after = Balances.of(changes.account()).of(currency).available;
        long more = Math.max(0, -after) - Math.max(0, -before);
        Account platform = changes.engine().platform();
        if (more == 0 || changes.account() == platform) {
            return;
        }
        ObjectNode owner = platform.find("account", changes.account().id());
        if (owner != null && Json.is(owner.at("/controller/losses"), "payments", "application")) {
            write(changes.in(platform), Entry.of(RESERVE, -more, currency, null));
        }
    }

    /** 400 {@code balance_insufficient} unless the account has this much available. */
    static void requireFunds(Account account, long amount, String currency) {
        refuseIf(Balances.of(account).of(currency).available < amount, "balance_insufficient");
    }

    /**
     * When the money that was booked of an object becomes available; long ago without one. What is
     * given back of money that is pending is pending as well.
     */
    static long availability(Changes changes, ObjectNode booked) {
        ObjectNode found = booked == null ? null : changes.named(TRANSACTION, booked);
        return found == null ? Long.MIN_VALUE : Json.number(found, "available_on");
    }

    private static ObjectNode balance(Engine engine, Account account) {
        ObjectNode balance = Shapes.of("balance", Json.object());
        boolean platform = account == engine.platform();
        Balances balances = Balances.of(account);
        balances.of("usd");
        for (Map.Entry<String, Balances.Sums> each : balances.byCurrency().entrySet()) {
            Balances.Sums sums = each.getValue();
            put(balance.withArray("available"), each.getKey(), sums.available);
            put(balance.withArray("pending"), each.getKey(), sums.pending);
            if (platform) {
                put(balance.withArray("connect_reserved"), each.getKey(), sums.reserved);
            }
        }
        return balance;
    }

    private static void put(ArrayNode part, String currency, long amount) {
        ObjectNode entry = part.addObject();
        entry.put("amount", amount).put("currency", currency);
        entry.putObject("source_types").put("card", amount);
    }

    private void settle(Changes changes, long day) {
        Balances balances = Balances.of(changes.account());
        changes.account()
                .where(TRANSACTION, "status", "pending")
                .filter(each -> Json.number(each, "available_on") <= day)
                .forEach(
                        each -> {
                            String currency = Json.text(each, "currency");
                            long before = balances.of(currency).available;
                            changes.keep(each.put("status", "available"));
                            balances.settle(each);
                            reserve(changes, currency, before);
                        });
        PayoutSchedule.plan(changes, day);
        changes.emit(balance(changes.engine(), changes.account()), "balance.available");
    }
}
