// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The rows of one report, each as the objects its columns are taken from. Money leaves the balance
 * for an automatic payout when the payout arrives, as Stripe's reports count it; all else is
 * counted when it was booked.
 */
final class ReportRows {

    private static final String PAYOUT = "payout";

    private final Account account;
    private final Account platform;
    private final JsonNode parameters;
    private final Map<String, ObjectNode> payouts = new HashMap<>();
    private final Map<String, String> invoices = new HashMap<>();

    ReportRows(Account account, Account platform, JsonNode parameters) {
        this.account = account;
        this.platform = platform;
        this.parameters = parameters;
        account.all(PAYOUT).forEach(each -> payouts.put(Json.id(each), each));
        account.all("invoice_payment").forEach(this::note);
    }

    private void note(ObjectNode payment) {
        String intent = Json.text(payment.path("payment"), "payment_intent");
        invoices.put(intent, Json.text(payment, "invoice"));
    }

    List<ObjectNode> of(ReportType type, List<String> columns, ZoneId zone) {
        if (type.kind().equals("balance.summary")) {
            return balance(zone);
        }
        List<ObjectNode> rows = transactions();
        rows.removeIf(each -> !matches(each, "reporting_category"));
        rows.removeIf(wanted(type.kind()).negate());
        return type.kind().endsWith("summary")
                ? summed(rows)
                : facts(rows, columns.stream().anyMatch(ReportColumns::looksFurther));
    }

    /** All transactions in the currency asked for, oldest first. */
    private List<ObjectNode> transactions() {
        List<ObjectNode> all = new ArrayList<>();
        account.all(Ledger.TRANSACTION).filter(each -> matches(each, "currency")).forEach(all::add);
        Collections.reverse(all);
        all.forEach(each -> each.put("effective_at", effectiveAt(each)));
        return all;
    }

    private boolean matches(ObjectNode transaction, String field) {
        String wanted = Json.text(parameters, field);
        return wanted == null || Json.is(transaction, field, wanted);
    }

    private Predicate<ObjectNode> wanted(String kind) {
        if (kind.contains("by_id")) {
            String id = Json.text(parameters, PAYOUT);
            return each -> isPart(each) && id.equals(parent(each));
        }
        if (kind.startsWith("payout_reconciliation")) {
            return each -> isPart(each) && isWithin(Json.number(payout(each), "arrival_date"));
        }
        if (kind.startsWith("ending")) {
            return this::isUnsettled;
        }
        boolean payouts = kind.startsWith("payouts");
        return each -> payouts == isOfPayout(each) && isWithin(Json.number(each, "effective_at"));
    }

    private boolean isWithin(long time) {
        return time >= Json.number(parameters, "interval_start")
                && time < Json.number(parameters, "interval_end");
    }

    /** Whether a transaction is part of an automatic payout, not the payout itself. */
    private boolean isPart(ObjectNode transaction) {
        return payout(transaction) != null && !isOwn(transaction);
    }

    private boolean isOwn(ObjectNode transaction) {
        return Json.is(transaction, "type", PAYOUT)
                && payout(transaction) != null
                && parent(transaction).equals(Json.text(transaction, "source"));
    }

    private boolean isUnsettled(ObjectNode transaction) {
        long end = Json.number(parameters, "interval_end");
        ObjectNode payout = payout(transaction);
        boolean open = payout == null || Json.number(payout, "arrival_date") >= end;
        return open && !isOwn(transaction) && Json.number(transaction, "created") < end;
    }

    private static boolean isOfPayout(ObjectNode transaction) {
        return Json.text(transaction, "reporting_category").startsWith(PAYOUT);
    }

    private long effectiveAt(ObjectNode transaction) {
        return isOwn(transaction)
                ? Json.number(payout(transaction), "arrival_date")
                : Json.number(transaction, "created");
    }

    private ObjectNode payout(ObjectNode transaction) {
        return payouts.get(parent(transaction));
    }

    private String parent(ObjectNode transaction) {
        return account.parent(Ledger.TRANSACTION, Json.id(transaction));
    }

    private static List<ObjectNode> summed(List<ObjectNode> transactions) {
        Map<String, ObjectNode> sums = new TreeMap<>();
        for (ObjectNode each : transactions) {
            String category = Json.text(each, "reporting_category");
            String currency = Json.text(each, "currency");
            ObjectNode empty = Json.object("reporting_category", category, "currency", currency);
            ObjectNode sum = sums.computeIfAbsent(category + ' ' + currency, key -> empty);
            add(sum, "count", 1);
            for (String part : List.of("amount", "fee", "net")) {
                add(sum, part, Json.number(each, part));
            }
        }
        return sums.values().stream().map(ReportRows::row).toList();
    }

    private static void add(ObjectNode sum, String part, long amount) {
        sum.put(part, Json.number(sum, part) + amount);
    }

    private List<ObjectNode> balance(ZoneId zone) {
        long start = Json.number(parameters, "interval_start");
        long end = Json.number(parameters, "interval_end");
        Map<String, long[]> sums = new TreeMap<>();
        for (ObjectNode each : transactions()) {
            long[] parts = sums.computeIfAbsent(Json.text(each, "currency"), c -> new long[3]);
            long at = Json.number(each, "effective_at");
            if (at < end) {
                parts[at < start ? 0 : isOfPayout(each) ? 2 : 1] += Json.number(each, "net");
            }
        }
        List<ObjectNode> rows = new ArrayList<>();
        sums.forEach(
                (currency, parts) -> {
                    String from = "Starting balance (" + day(start, zone) + ')';
                    String to = "Ending balance (" + day(end, zone) + ')';
                    long left = parts[0] + parts[1] + parts[2];
                    rows.add(line("starting_balance", from, parts[0], currency));
                    rows.add(line("activity", "Activity", parts[1], currency));
                    rows.add(line("payouts", "Total payouts", parts[2], currency));
                    rows.add(line("ending_balance", to, left, currency));
                });
        return rows;
    }

    private static String day(long seconds, ZoneId zone) {
        return Instant.ofEpochSecond(seconds).atZone(zone).toLocalDate().toString();
    }

    private static ObjectNode line(String category, String words, long amount, String currency) {
        ObjectNode line = Json.object().put("category", category).put("description", words);
        return row(line.put("net_amount", amount).put("currency", currency));
    }

    private static ObjectNode row(ObjectNode transaction) {
        return Json.object().set("transaction", transaction);
    }

    private List<ObjectNode> facts(List<ObjectNode> transactions, boolean further) {
        boolean connected = account != platform;
        List<ObjectNode> rows = new ArrayList<>();
        for (ObjectNode transaction : transactions) {
            ObjectNode facts = row(transaction);
            put(facts, PAYOUT, payout(transaction));
            String id = further ? Json.text(transaction, "source") : null;
            ObjectNode source = account.any(id);
            if (source != null) {
                facts.set("source", source);
                facts.set(Json.text(source, "object"), source);
                about(facts, source);
            }
            if (connected && further) {
                put(facts, "account", platform.find("account", account.id()));
            }
            rows.add(facts);
        }
        return rows;
    }

    /** Adds what the source of a transaction is about. */
    private void about(ObjectNode facts, ObjectNode source) {
        boolean own = Json.is(source, "object", "charge");
        ObjectNode charge = own ? source : account.named("charge", source);
        if (charge != null) {
            facts.set("charge", charge);
            put(facts, "payment_intent", account.named("payment_intent", charge));
            put(facts, "customer", account.named("customer", charge));
            String invoice = invoices.get(Json.text(charge, "payment_intent"));
            put(facts, "invoice", account.find("invoice", invoice));
        }
        String reversal = Json.text(source, "failure_balance_transaction");
        put(facts, "reversal", account.find(Ledger.TRANSACTION, reversal));
        String other = Json.text(source, "destination");
        String earner = Json.text(source, "account");
        put(facts, "account", platform.find("account", earner == null ? other : earner));
    }

    private static void put(ObjectNode facts, String name, ObjectNode object) {
        if (object != null) {
            facts.set(name, object);
        }
    }
}
