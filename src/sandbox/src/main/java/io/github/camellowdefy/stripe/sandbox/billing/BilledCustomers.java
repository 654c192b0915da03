// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviour;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.payments.Customers;

/** What billing adds to customers: a coupon of their own, and the end of what they subscribe to. */
record BilledCustomers(SubscriptionCycle cycle) implements Behaviours.Module {

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/customers", call -> discounted(call, Customers::create))
                .on("POST /v1/customers/{id}", call -> discounted(call, Customers::update))
                .on("DELETE /v1/customers/{id}", this::delete);
    }

    private static Answer discounted(Call call, Behaviour then) {
        Answer answer = then.handle(call);
        if (!call.params().has("coupon") && !call.params().has("promotion_code")) {
            return answer;
        }
        Changes changes = call.changes();
        String id = Json.text(Json.read(answer.body()), "id");
        ObjectNode customer = call.account().find("customer", id);
        String discount =
                Discounts.redeem(changes, call.params(), "customer", customer).get(0).asText();
        customer.set("discount", call.account().find("discount", discount));
        return Answer.of(changes.update(customer));
    }

    private Answer delete(Call call) {
        call.account().require("customer", call.id(0));
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
