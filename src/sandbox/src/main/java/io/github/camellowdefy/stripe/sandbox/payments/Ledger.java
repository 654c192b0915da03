// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Account;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.Shapes;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The balance of an account and the transactions that make it up. Card payments become available at
 * midnight UTC two days on.
 */
final class Ledger implements Behaviours.Module {

    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long DELAY = 2;

    private static final String SETTLEMENT = "settle_balance";
    private static final Map<String, String> DESCRIPTIONS =
            Map.of(
                    "application_fee", "Sandbox application fee",
                    "stripe_fee", "Stripe processing fees");

    /**
     * One movement.
     *
     * @param type such as {@code charge}
     * @param amount gross, negative when money leaves
     * @param fee what Stripe keeps of it
     * @param platformFee what the platform keeps of it
     * @param pending whether it becomes available later
     */
    record Entry(
            String type,
            String category,
            long amount,
            long fee,
            long platformFee,
            String currency,
            String source,
            String description,
            boolean pending) {

        static Entry of(String type, long amount, ObjectNode source) {
            String id = Json.text(source, "id");
            String currency = Json.text(source, "currency");
            return new Entry(type, type, amount, 0, 0, currency, id, null, false);
        }

        Entry described(String words, String as) {
            return new Entry(type, as, amount, fee, platformFee, currency, source, words, pending);
        }

        Entry less(long stripeFee, long kept) {
            return new Entry(
                    type,
                    category,
                    amount,
                    stripeFee,
                    kept,
                    currency,
                    source,
                    description,
                    pending);
        }

        Entry pending(boolean later) {
            return new Entry(
                    type, category, amount, fee, platformFee, currency, source, description, later);
        }
    }

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("GET /v1/balance", Ledger::show);
        // names of the past
        table.on("GET /v1/balance/history", call -> call.list("balance_transaction"));
        table.on(
                "GET /v1/balance/history/{id}",
                call -> Answer.of(call.account().require("balance_transaction", call.id(0))));
        engine.agenda()
                .on(SETTLEMENT, (changes, about) -> settle(changes, Long.parseLong(about.get(0))));
    }

    /** Writes the transaction of an object, which then names it. */
    void book(Changes changes, ObjectNode object, String type, long amount) {
        object.put("balance_transaction", write(changes, Entry.of(type, amount, object)));
    }

    /** Writes a transaction and gives its id. */
    String write(Changes changes, Entry entry) {
        ObjectNode transaction = changes.draft("balance_transaction");
        long now = changes.now();
        long available = entry.pending() ? (now / DAY + DELAY) * DAY : now;
        transaction.put("amount", entry.amount()).put("available_on", available);
        transaction.put("currency", entry.currency()).put("description", entry.description());
        long fees = entry.fee() + entry.platformFee();
        transaction.put("fee", fees);
        ArrayNode details = (ArrayNode) transaction.get("fee_details");
        detail(
                details,
                entry,
                entry.platformFee(),
                "application_fee",
                changes.engine().platform().id().replace("acct_", "ca_"));
        detail(details, entry, entry.fee(), "stripe_fee", null);
        transaction.put("net", entry.amount() - fees).put("reporting_category", entry.category());
        transaction.put("source", entry.source());
        transaction.put("status", entry.pending() ? "pending" : "available");
        transaction.put("type", entry.type());
        changes.insert(transaction);
        if (entry.pending()) {
            // one task a day and account turns all that is due from pending to available
            changes.plan(Instant.ofEpochSecond(available), SETTLEMENT, String.valueOf(available));
        }
        return Json.text(transaction, "id");
    }

    private static void detail(
            ArrayNode details, Entry entry, long amount, String type, String application) {
        if (amount != 0) {
            ObjectNode fee = details.addObject();
            fee.put("amount", amount).put("application", application);
            fee.put("currency", entry.currency()).put("description", DESCRIPTIONS.get(type));
            fee.put("type", type);
        }
    }

    /** 400 {@code balance_insufficient} unless the account has this much, pending or not. */
    static void requireFunds(Account account, long amount, String currency) {
        long funds = balances(account, Long.MAX_VALUE).getOrDefault(currency, new long[2])[0];
        if (funds < amount) {
            throw StripeError.refusal("balance_insufficient");
        }
    }

    private static Answer show(Call call) {
        ObjectNode balance = Shapes.of("balance", Json.object());
        Map<String, long[]> totals = balances(call.account(), call.now());
        totals.putIfAbsent("usd", new long[2]);
        totals.forEach(
                (currency, sums) -> {
                    put(balance.withArray("available"), currency, sums[0]);
                    put(balance.withArray("pending"), currency, sums[1]);
                    balance.withArray("connect_reserved")
                            .addObject()
                            .put("amount", 0)
                            .put("currency", currency);
                });
        return Answer.of(balance);
    }

    /** By currency: what is available at a time, and what is not yet. */
    private static Map<String, long[]> balances(Account account, long now) {
        Map<String, long[]> totals = new TreeMap<>();
        account.all("balance_transaction")
                .forEach(
                        each -> {
                            int part = Json.number(each, "available_on") <= now ? 0 : 1;
                            totals.computeIfAbsent(Json.text(each, "currency"), c -> new long[2])[
                                            part] +=
                                    Json.number(each, "net");
                        });
        return totals;
    }

    private static void put(ArrayNode part, String currency, long amount) {
        ObjectNode entry = part.addObject();
        entry.put("amount", amount).put("currency", currency);
        entry.putObject("source_types").put("card", amount);
    }

    private static void settle(Changes changes, long day) {
        changes.account()
                .where("balance_transaction", "status", "pending")
                .filter(each -> Json.number(each, "available_on") <= day)
                .toList()
                .forEach(each -> changes.keep(each.put("status", "available")));
        ObjectNode balance = Json.object();
        balance.put("object", "balance");
        changes.emit(balance, "balance.available");
    }
}
