// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What customers have transferred: it pays the intents that wait for a transfer, oldest first, and
 * stays as their cash balance. Also the bank accounts they pay from.
 */
final class CashBalances implements Behaviours.Module {

    static final String METHOD = "customer_balance";
    private static final String TRANSACTION = "customer_cash_balance_transaction";
    private static final String INTENT = "payment_intent";
    private static final String MODE = "/settings/reconciliation_mode";

    private final PaymentFlow flow;

    CashBalances(PaymentFlow flow) {
        this.flow = flow;
    }

    @Override
    public void register(Behaviours table) {
        String balance = "/v1/customers/{id}/cash_balance";
        table.on("POST /v1/test_helpers/customers/{id}/fund_cash_balance", this::fund)
                .on("GET " + balance, CashBalances::show)
                .on("POST " + balance, CashBalances::show)
                .on("POST /v1/payment_intents/{id}/apply_customer_balance", this::apply)
                .on("POST /v1/customers/{id}/sources/{source}/verify", CashBalances::verify);
    }

    private static Answer show(Call call) {
        ObjectNode balance = Json.read(call.proceed().body());
        return Answer.of(withAvailable(call.account(), balance, call.id(0)));
    }

    private static ObjectNode withAvailable(Account account, ObjectNode balance, String customer) {
        ObjectNode available = Json.object();
        account.under(TRANSACTION, customer)
                .forEach(
                        each -> {
                            String currency = Json.text(each, "currency");
                            if (!available.has(currency)) {
                                available.set(currency, each.get("ending_balance"));
                            }
                        });
        balance.set("available", available.isEmpty() ? null : available);
        return balance;
    }

    private static long available(Account account, String customer, String currency) {
        return account.under(TRANSACTION, customer)
                .filter(each -> Json.is(each, "currency", currency))
                .findFirst()
                .map(newest -> Json.number(newest, "ending_balance"))
                .orElse(0L);
    }

    private static ObjectNode write(
            Changes changes, String customer, String currency, long amount, String type) {
        ObjectNode transaction = changes.draft(TRANSACTION);
        long before = available(changes.account(), customer, currency);
        transaction.put("customer", customer).put("currency", currency).put("type", type);
        transaction.put("net_amount", amount).put("ending_balance", before + amount);
        return transaction;
    }

    private Answer fund(Call call) {
        call.require("customer");
        long amount = call.params().requirePositive("amount");
        String currency = Money.currency(call.params());
        Changes changes = call.changes();
        ObjectNode funded = write(changes, call.id(0), currency, amount, "funded");
        ObjectNode reference = Json.object().put("reference", call.params().text("reference"));
        funded.set("funded", Shapes.of("funded." + area(currency), reference));
        changes.insert(funded, call.id(0), "created");
        ObjectNode settings = call.account().find("cash_balance", call.id(0));
        boolean manual = settings != null && settings.at(MODE).asText().equals("manual");
        if (!manual) {
            call.account()
                    .where(INTENT, "customer", call.id(0))
                    .filter(each -> Json.is(each, "currency", currency) && missing(each) > 0)
                    .sorted(Comparator.comparingLong(each -> Json.number(each, "created")))
                    .toList()
                    .forEach(each -> pay(changes, each, Long.MAX_VALUE));
        }
        if (available(call.account(), call.id(0), currency) > 0) {
            ObjectNode balance = changes.draft("cash_balance", call.id(0));
            balance.put("customer", call.id(0)).remove(List.of("created", "id"));
            withAvailable(call.account(), balance, call.id(0));
            changes.emit(balance, "cash_balance.funds_available");
        }
        return Answer.of(funded);
    }

    private static String area(String currency) {
        return switch (currency) {
            case "eur" -> "eu_bank_transfer";
            case "gbp" -> "gb_bank_transfer";
            case "jpy" -> "jp_bank_transfer";
            default -> "us_bank_transfer";
        };
    }

    /** What an intent still waits for; 0 unless it waits for a transfer. */
    private static long missing(ObjectNode intent) {
        return Json.number(
                intent.path("next_action").path("display_bank_transfer_instructions"),
                "amount_remaining");
    }

    /** Asks the buyer for a transfer; whether what they have transferred before is enough. */
    static boolean isCovered(Changes changes, ObjectNode intent) {
        String customer = Json.text(intent, "customer");
        refuseIf(customer == null, "transfer_without_customer");
        long amount = Json.number(intent, "amount");
        String currency = Json.text(intent, "currency");
        long there = Math.min(amount, available(changes.account(), customer, currency));
        ObjectNode facts = Json.object().put("missing", amount - there);
        facts.put("currency", currency).put("type", area(currency));
        facts.put("reference", changes.engine().ids().token(12).toUpperCase(Locale.ROOT));
        Json.hash(Json.hash(Json.hash(intent, "payment_method_options"), METHOD), "bank_transfer")
                .put("type", area(currency));
        intent.put("status", "requires_action");
        intent.set("next_action", Shapes.of("next_action.bank_transfer", facts));
        if (there > 0) {
            take(changes, intent, there);
        }
        return there == amount;
    }

    private static void take(Changes changes, ObjectNode intent, long amount) {
        String customer = Json.text(intent, "customer");
        String currency = Json.text(intent, "currency");
        ObjectNode applied = write(changes, customer, currency, -amount, "applied_to_payment");
        applied.putObject("applied_to_payment").set(INTENT, intent.get("id"));
        changes.insert(applied, customer, "created");
    }

    /** Pays an intent as far as the balance and {@code most} reach. */
    private void pay(Changes changes, ObjectNode intent, long most) {
        long missing = missing(intent);
        String customer = Json.text(intent, "customer");
        long there = available(changes.account(), customer, Json.text(intent, "currency"));
        long part = Math.min(Math.min(missing, there), most);
        if (part <= 0) {
            return;
        }
        take(changes, intent, part);
        if (part == missing) {
            flow.authenticate(changes, intent, true);
            return;
        }
        ((ObjectNode) intent.get("next_action").get("display_bank_transfer_instructions"))
                .put("amount_remaining", missing - part);
        changes.update(intent, "partially_funded");
    }

    private Answer apply(Call call) {
        ObjectNode intent = call.require(INTENT);
        if (missing(intent) == 0) {
            throw Transitions.unexpected(intent, StripeError.refusal("no_transfer_awaited"));
        }
        Long amount = call.params().integer("amount");
        String currency = Json.text(intent, "currency");
        long there = available(call.account(), Json.text(intent, "customer"), currency);
        long wanted = amount == null ? missing(intent) : amount;
        if (there < Math.min(wanted, missing(intent)) && amount != null || there == 0) {
            throw StripeError.refusal("cash_balance_insufficient").with(INTENT, intent);
        }
        pay(call.changes(), intent, wanted);
        return Answer.of(intent);
    }

    private static Answer verify(Call call) {
        call.require("customer");
        if (call.account().find("bank_account", call.id(1)) == null) {
            call.account().require("card", call.id(1), "id");
            throw StripeError.refusal("only_bank_accounts_verified", call.id(1));
        }
        return call.proceed();
    }
}
