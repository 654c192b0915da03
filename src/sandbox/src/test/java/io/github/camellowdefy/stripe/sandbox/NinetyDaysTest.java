// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ninety days of a platform and two connected accounts; every cent is explained at the end. */
class NinetyDaysTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CARDS =
            List.of(
                    "pm_card_visa",
                    "pm_card_visa",
                    "pm_card_bypassPending",
                    "pm_card_createDispute",
                    "pm_card_createDisputeInquiry",
                    "pm_card_refundFail",
                    "pm_usBankAccount_success");
    private static final List<String> EVIDENCE =
            List.of(
                    "winning_evidence",
                    "losing_evidence",
                    "escalate_inquiry_evidence",
                    "a receipt");

    private static final String DEBIT =
            "us_bank_account&mandate_data[customer_acceptance][type]=offline";

    private StripeSandbox sandbox;
    private Random random;
    private String direct;
    private String served;

    @BeforeEach
    void open() {
        Instant start = Instant.parse("2026-01-15T09:00:00Z");
        sandbox = StripeSandbox.builder().seed(7).clock(SandboxClock.frozenAt(start)).start();
        direct = onboarded();
        served = onboarded();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyPayoutAndEveryBalanceIsTheSumOfItsTransactions(long seed) {
        random = new Random(seed);
        for (int day = 0; day < 90; day++) {
            trade();
            sandbox.clock().advance(Duration.ofHours(5 + random.nextInt(38)));
            failAPayout(null);
            failAPayout(direct);
        }
        Set<String> types = new TreeSet<>();
        for (String account : new String[] {null, direct, served}) {
            List<JsonNode> all = list("balance_transactions", account);
            all.forEach(each -> types.add(each.path("type").asText()));
            all.forEach(NinetyDaysTest::assertWhole);
            assertBalance(account, all);
            assertPayouts(account, all);
        }
        assertThat(types)
                .contains(
                        "adjustment",
                        "application_fee",
                        "application_fee_refund",
                        "charge",
                        "payment",
                        "payment_refund",
                        "payout",
                        "payout_failure",
                        "refund",
                        "refund_failure",
                        "transfer",
                        "transfer_refund");
        assertThat(list("disputes", null))
                .extracting(each -> each.path("status").asText())
                .contains("won", "lost", "warning_closed", "under_review");
    }

    private void trade() {
        String card = CARDS.get(random.nextInt(CARDS.size()));
        long amount = 1000 + random.nextInt(50_000);
        String payment =
                "amount="
                        + amount
                        + "&currency=usd&confirm=true&payment_method="
                        + card
                        + "&payment_method_types[]="
                        + (card.contains("Bank") ? DEBIT : "card");
        String fee = "&application_fee_amount=" + amount / 10;
        String shared = "&transfer_data[destination]=" + served;
        String currency = card.contains("Bank") || random.nextBoolean() ? "usd" : "eur";
        settle(null, post("payment_intents", payment.replace("usd", currency), null));
        settle(direct, post("payment_intents", payment + fee, direct));
        settle(null, post("payment_intents", payment + fee + shared, null));
        if (random.nextInt(3) == 0) {
            move();
        }
    }

    /** What happens to a payment afterwards: nothing, a refund or two, evidence in a dispute. */
    private void settle(String account, JsonNode intent) {
        String id = intent.path("latest_charge").asText();
        JsonNode charge = get("charges/" + id, account);
        if (charge.path("disputed").asBoolean()) {
            answer(account, id);
            return;
        }
        if (!charge.path("paid").asBoolean()) {
            return;
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            long part = 1 + random.nextInt((int) (charge.path("amount").asLong() / 2));
            String refund = "charge=" + id + "&amount=" + part;
            boolean all = random.nextBoolean();
            boolean fee = all && charge.path("application_fee").isTextual();
            boolean transfer = all && charge.path("transfer").isTextual();
            post(
                    "refunds",
                    refund
                            + (fee ? "&refund_application_fee=true" : "")
                            + (transfer ? "&reverse_transfer=true" : ""),
                    account);
        }
    }

    private void answer(String account, String charge) {
        String dispute =
                get("disputes?charge=" + charge, account).path("data").path(0).path("id").asText();
        int choice = random.nextInt(EVIDENCE.size() + 2);
        if (choice < EVIDENCE.size()) {
            String evidence = "evidence[uncategorized_text]=" + EVIDENCE.get(choice);
            post("disputes/" + dispute, evidence, account);
        } else if (choice == EVIDENCE.size()) {
            post("disputes/" + dispute + "/close", "", account);
        }
    }

    private void move() {
        JsonNode part = get("balance", null).path("available").path(random.nextInt(2));
        long available = part.path("amount").asLong();
        if (available > 2000) {
            String currency = part.path("currency").asText();
            String half =
                    "amount=" + available / 2 + "&currency=" + currency + "&destination=" + direct;
            String transfer = post("transfers", half, null).path("id").asText();
            if (random.nextBoolean()) {
                post("transfers/" + transfer + "/reversals", "amount=" + available / 5, null);
            }
        }
    }

    private void failAPayout(String account) {
        if (random.nextInt(6) == 0) {
            JsonNode newest = get("payouts?limit=1", account).path("data").path(0);
            if (Set.of("pending", "in_transit", "paid").contains(newest.path("status").asText())) {
                send(
                        "POST",
                        "/_sandbox/payouts/" + newest.path("id").asText() + "/fail",
                        "",
                        account);
            }
        }
    }

    private static void assertWhole(JsonNode transaction) {
        long fees = 0;
        for (JsonNode fee : transaction.path("fee_details")) {
            fees += fee.path("amount").asLong();
        }
        assertThat(transaction.path("fee").asLong()).as("%s", transaction).isEqualTo(fees);
        assertThat(transaction.path("net").asLong())
                .as("%s", transaction)
                .isEqualTo(transaction.path("amount").asLong() - fees);
        assertThat(transaction.path("reporting_category").asText()).isNotEmpty();
        boolean ownerless = transaction.path("type").asText().startsWith("reserve");
        assertThat(ownerless || transaction.path("source").isTextual())
                .as("%s", transaction)
                .isTrue();
        assertThat(transaction.path("available_on").asLong())
                .isGreaterThanOrEqualTo(transaction.path("created").asLong());
    }

    private void assertBalance(String account, List<JsonNode> all) {
        Map<String, Long> sums = new TreeMap<>();
        Map<String, Long> shown = new TreeMap<>();
        JsonNode balance = get("balance", account);
        for (String part : List.of("available", "pending")) {
            for (JsonNode each : balance.path(part)) {
                String key = part + ' ' + each.path("currency").asText();
                shown.put(key, each.path("amount").asLong());
                sums.put(key, 0L);
            }
        }
        all.forEach(
                each ->
                        sums.merge(
                                each.path("status").asText() + ' ' + each.path("currency").asText(),
                                each.path("net").asLong(),
                                Long::sum));
        assertThat(shown).isEqualTo(sums);
    }

    private void assertPayouts(String account, List<JsonNode> all) {
        Set<String> contained = new HashSet<>();
        List<JsonNode> payouts = list("payouts", account);
        assertThat(payouts).hasSizeGreaterThan(20);
        for (JsonNode payout : payouts) {
            String id = payout.path("id").asText();
            long sum = 0;
            for (JsonNode each : list("balance_transactions?payout=" + id, account)) {
                assertThat(contained.add(each.path("id").asText())).isTrue();
                boolean own =
                        each.path("source").asText().equals(id)
                                && each.path("type").asText().equals("payout");
                sum += own ? 0 : each.path("net").asLong();
            }
            assertThat(sum).as(id).isEqualTo(payout.path("amount").asLong());
            assertThat(payout.path("balance_transaction").asText()).startsWith("txn_");
        }
        long open =
                all.stream()
                        .filter(each -> !contained.contains(each.path("id").asText()))
                        .mapToLong(each -> each.path("net").asLong())
                        .sum();
        long total = all.stream().mapToLong(each -> each.path("net").asLong()).sum();
        assertThat(open).isEqualTo(total);
    }

    private String onboarded() {
        String id = post("accounts", "", null).path("id").asText();
        send("POST", "/_sandbox/accounts/" + id + "/onboard", "", null);
        return id;
    }

    private List<JsonNode> list(String path, String account) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            char joint = path.indexOf('?') < 0 ? '?' : '&';
            JsonNode page = get(path + joint + "limit=100" + after, account);
            page.path("data").forEach(all::add);
            more = page.path("has_more").asBoolean();
            after = more ? "&starting_after=" + all.get(all.size() - 1).path("id").asText() : "";
        }
        return all;
    }

    private JsonNode get(String path, String account) {
        return send("GET", "/v1/" + path, null, account);
    }

    private JsonNode post(String path, String form, String account) {
        return send("POST", "/v1/" + path, form, account);
    }

    private JsonNode send(String verb, String path, String form, String account) {
        String body = form == null ? null : form.replace("[", "%5B").replace("]", "%5D");
        String[] headers =
                account == null ? new String[0] : new String[] {"Stripe-Account", account};
        try {
            JsonNode answer =
                    JSON.readTree(Clients.send(sandbox, verb, path, body, headers).body());
            assertThat(answer.has("error")).as("%s %s %s: %s", verb, path, form, answer).isFalse();
            return answer;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
