// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where accounts are paid out to: their external accounts, else a bank account that the sandbox
 * opens. The last digits of Stripe's test numbers say how a payout ends.
 */
public final class Destinations {

    private static final String BANK_ACCOUNT = "bank_account";

    /** The parent of bank accounts that the sandbox opened by itself. */
    private static final String OPENED = "opened";

    /** The status of an external account that a payout failed to reach. */
    private static final String ERRORED = "errored";

    private record Failure(String code, List<String> endings, String message) {}

    private static final List<Failure> FAILURES =
            Tsv.read(Destinations.class, "failures.tsv").stream()
                    .map(row -> new Failure(row[0], List.of(row[1].split(" ")), row[2]))
                    .toList();

    private Destinations() {}

    /** The external accounts of an account, newest first. */
    public static List<ObjectNode> all(Account account) {
        Stream<ObjectNode> banks = account.under(BANK_ACCOUNT, account.id());
        return Stream.concat(banks, account.under("card", account.id())).toList();
    }

    /** An external account, or null. */
    public static ObjectNode find(Account account, String id) {
        return all(account).stream()
                .filter(each -> Json.is(each, "id", id))
                .findFirst()
                .orElse(null);
    }

    /** The destination that a payout names, else that of its currency. */
    static ObjectNode of(Changes changes, ObjectNode payout) {
        String id = Json.text(payout, "destination");
        if (id == null) {
            return usual(changes, Json.text(payout, "currency"));
        }
        ObjectNode card = changes.find("card", id);
        return card == null ? changes.find(BANK_ACCOUNT, id) : card;
    }

    /** Whether payouts in a currency wait until the owner names another external account. */
    static boolean isBroken(Changes changes, String currency) {
        return Json.is(usual(changes, currency), "status", ERRORED);
    }

    static void markBroken(Changes changes, ObjectNode payout) {
        ObjectNode destination = of(changes, payout);
        if (destination.has("status")) {
            changes.update(destination.put("status", ERRORED));
        }
    }

    /** Why payouts to this destination fail, or null. */
    static String failure(Changes changes, ObjectNode payout) {
        String last4 = Json.text(of(changes, payout), "last4");
        return first(failure -> failure.endings().contains(last4), Failure::code);
    }

    static List<String> failures() {
        return FAILURES.stream().map(Failure::code).toList();
    }

    static String message(String code) {
        return first(failure -> failure.code().equals(code), Failure::message);
    }

    private static String first(Predicate<Failure> wanted, Function<Failure, String> of) {
        return FAILURES.stream().filter(wanted).map(of).findFirst().orElse(null);
    }

    private static ObjectNode usual(Changes changes, String currency) {
        Account account = changes.account();
        return Stream.concat(all(account).stream(), account.under(BANK_ACCOUNT, OPENED))
                .max(Comparator.comparing(each -> rank(each, account, currency)))
                .filter(each -> rank(each, account, currency) > 0)
                .orElseGet(() -> open(changes, currency));
    }

    private static int rank(ObjectNode external, Account account, String currency) {
        boolean own = Json.is(external, "account", account.id());
        boolean fits = Json.is(external, "currency", currency);
        boolean chosen = external.path("default_for_currency").asBoolean();
        return (fits ? 4 : 0) + (own ? 2 : 0) + (fits && chosen ? 1 : 0);
    }

    private static ObjectNode open(Changes changes, String currency) {
        ObjectNode bank = changes.draft(BANK_ACCOUNT).put("currency", currency);
        bank.put("last4", "6789").put("routing_number", "110000000");
        return changes.add(bank, OPENED);
    }
}
