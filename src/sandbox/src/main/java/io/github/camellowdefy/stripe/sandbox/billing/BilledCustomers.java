// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviour;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.payments.Customers;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.pricing.TaxIds;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.stream.Stream;

/** What billing adds to customers: a coupon of their own, and the end of what they subscribe to. */
record BilledCustomers(SubscriptionCycle cycle) implements Behaviours.Module {

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/customers", call -> discounted(call, Customers::create))
                .on("POST /v1/customers/{id}", call -> discounted(call, Customers::update))
                .on("DELETE /v1/customers/{id}", this::delete);
    }

    private static Answer discounted(Call call, Behaviour then) {
        boolean sent = call.params().sent("coupon") || call.params().sent("promotion_code");
        TaxIds.check(call.params());
        Answer answer = then.handle(call);
        String made = Json.id(Json.read(answer.body()));
        TaxIds.addAll(call.changes(), made, call.params());
        if (!sent) {
            return answer;
        }
        Changes changes = call.changes();
        ObjectNode customer = call.account().find("customer", made);
        ObjectNode before = Discounts.find(call.account(), customer.path("discount"));
        String fresh =
                Discounts.redeem(changes, call.params(), "customer", customer).path(0).asText();
        ObjectNode discount = call.account().find("discount", fresh);
        customer.set("discount", discount);
        changes.update(customer);
        if (before != null && discount == null) {
            Discounts.end(changes, Json.array().add(before), Json.array());
        } else if (before != null) {
            changes.emit(discount, "updated");
        }
        return Answer.of(customer);
    }

    /** 400 while the customer is billed in another currency. */
    static void requireCurrency(Account account, ObjectNode billed, String currency) {
        String customer = Json.text(billed, "customer");
        Stream.concat(
                        account.where("subscription", "customer", customer)
                                .filter(each -> !SubscriptionCycle.isEnded(each)),
                        account.where("invoiceitem", "customer", customer)
                                .filter(each -> Json.text(each, "invoice") == null))
                .map(each -> Json.text(each, "currency"))
                .filter(other -> !currency.equals(other))
                .findFirst()
                .ifPresent(
                        other -> {
                            throw StripeError.refusal("currencies_combined", other);
                        });
    }

    private Answer delete(Call call) {
        call.require("customer");
        call.account()
                .where("subscription", "customer", call.id(0))
                .filter(each -> !SubscriptionCycle.isEnded(each))
                .toList()
                .forEach(each -> cycle.cancel(call.changes(), each, "cancellation_requested"));
        call.account()
                .where("invoice", "customer", call.id(0))
                .filter(each -> Json.is(each, "status", "draft"))
                .toList()
                .forEach(
                        draft -> {
                            draft.put("auto_advance", false);
                            draft.putNull("automatically_finalizes_at");
                            call.changes().update(draft);
                        });
        return Customers.delete(call);
    }
}
