// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;

/** What a customer owes (above zero) or is owed; the next invoice takes it up. */
final class CustomerBalances implements Behaviours.Module {

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/customers/{id}/balance_transactions", CustomerBalances::adjust);
    }

    private static Answer adjust(Call call) {
        ObjectNode customer = call.require("customer");
        long amount = call.params().requireInteger("amount");
        String currency = Money.currency(call.params());
        ObjectNode about = Json.object("currency", currency);
        ObjectNode transaction = change(call.changes(), customer, amount, "adjustment", about);
        call.applyTo(transaction, "amount", "currency");
        call.changes().keep(transaction);
        call.changes().update(customer);
        return Answer.of(transaction);
    }

    /**
     * Changes the balance of a customer, who is not stored by this, and writes it down.
     *
     * @param about the invoice, or an object with nothing but the currency
     */
    static ObjectNode change(
            Changes changes, ObjectNode customer, long amount, String type, ObjectNode about) {
        long ending = Json.number(customer, "balance") + amount;
        customer.put("balance", ending);
        if (Json.text(customer, "currency") == null) {
            customer.set("currency", about.get("currency"));
        }
        ObjectNode transaction = changes.draft("customer_balance_transaction");
        Json.copy(about, transaction, "currency");
        transaction.put("amount", amount).put("type", type).put("ending_balance", ending);
        transaction.put("invoice", Json.id(about)).set("customer", customer.get("id"));
        return changes.add(transaction, Json.id(customer));
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
            change(changes, customer, ending - balance, "applied_to_invoice", invoice);
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
