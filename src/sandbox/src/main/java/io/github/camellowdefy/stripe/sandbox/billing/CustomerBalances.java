// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.schema.Json;

/** What a customer owes (above zero) or is owed; the next invoice takes it up. */
final class CustomerBalances implements Behaviours.Module {

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/customers/{id}/balance_transactions", CustomerBalances::adjust);
    }

    private static Answer adjust(Call call) {
        ObjectNode customer = call.account().require("customer", call.id(0));
        long amount = call.params().requireInteger("amount");
        String currency = Money.currency(call.params());
        ObjectNode transaction =
                change(call.changes(), customer, amount, currency, "adjustment", null);
        call.applyTo(transaction, "amount", "currency");
        call.changes().keep(transaction);
        call.changes().update(customer);
        return Answer.of(transaction);
    }

    /**
     * Changes the balance of a customer, who is not stored by this, and writes it down.
     *
     * @param invoice the id of the invoice it is about, or null
     */
    static ObjectNode change(
            Changes changes,
            ObjectNode customer,
            long amount,
            String currency,
            String type,
            String invoice) {
        long ending = Json.number(customer, "balance") + amount;
        customer.put("balance", ending);
        if (Json.text(customer, "currency") == null) {
            customer.put("currency", currency);
        }
        ObjectNode transaction = changes.draft("customer_balance_transaction");
        transaction.put("amount", amount).put("currency", currency);
        transaction.set("customer", customer.get("id"));
        transaction.put("ending_balance", ending).put("invoice", invoice).put("type", type);
        return changes.add(transaction, Json.text(customer, "id"));
    }

    /** What the customer owes or is owed goes on the invoice. */
    static void settle(Changes changes, ObjectNode invoice, ObjectNode customer) {
        long balance = Json.number(customer, "balance");
        long total = Json.number(invoice, "total");
        long due = Math.max(0, total + balance);
        long ending = total + balance - due;
        invoice.put("starting_balance", balance).put("ending_balance", ending);
        invoice.put("amount_due", due).put("amount_remaining", due);
        if (ending != balance) {
            change(
                    changes,
                    customer,
                    ending - balance,
                    Json.text(invoice, "currency"),
                    "applied_to_invoice",
                    Json.text(invoice, "id"));
        }
    }

    /** Whether the customer's latest invoice to be collected was not. */
    static void owes(Changes changes, ObjectNode invoice, boolean delinquent) {
        ObjectNode customer = changes.named("customer", invoice);
        if (customer != null) {
            changes.update(customer.put("delinquent", delinquent));
        }
    }
}
