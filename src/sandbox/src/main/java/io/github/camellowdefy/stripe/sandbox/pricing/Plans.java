// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;

/** Plans, as recurring prices were once called: each is the other as well. */
public final class Plans implements Behaviours.Module {

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/plans", Plans::create)
                .on("GET /v1/plans/{id}", Plans::show)
                .on("DELETE /v1/plans/{id}", Plans::delete);
    }

    private static Answer create(Call call) {
        Params params = call.params();
        boolean named = !params.has("product") && params.has("name");
        if (!named) {
            params.require("product");
        }
        boolean described = named || params.tree().get("product").isObject();
        String product =
                described
                        ? Prices.described(call.changes(), named ? params : params.hash("product"))
                        : Json.text(call.reference("product", "product"), "id");
        String id = params.text("id");
        ObjectNode price = call.changes().draft("price");
        price.set("id", call.changes().draftAs("plan", id == null ? Json.id(price) : id).get("id"));
        price.put("currency", Money.currency(params));
        price.put("product", product).put("type", "recurring");
        price.put("nickname", params.text("nickname"));
        Long amount = params.integer("amount");
        String decimal = params.text("amount_decimal");
        boolean tiered = params.is("billing_scheme", "tiered");
        refuseIf(amount == null && decimal == null && !tiered, "plan_without_amount");
        price.put("unit_amount", amount);
        price.put("unit_amount_decimal", amount == null ? decimal : String.valueOf(amount));
        params.copyTo(price, "billing_scheme");
        Amounts.read(price, params);
        price.set("recurring", Prices.recurring(params));
        ObjectNode plan = of(price);
        ObjectNode draft = call.changes().draft("plan", Json.id(price));
        draft.setAll(plan);
        call.applyTo(draft, "id", "product", "amount_decimal", "tiers", "tiers_mode");
        draft.put("currency", Json.text(price, "currency"));
        call.changes().insert(draft);
        price.set("metadata", draft.get("metadata"));
        call.changes().insert(price);
        return Answer.of(draft);
    }

    /** A price is found under its own id. */
    private static Answer show(Call call) {
        ObjectNode price = call.account().find("price", call.id(0));
        boolean onlyPrice = call.account().find("plan", call.id(0)) == null;
        boolean recurs = price != null && price.path("recurring").isObject();
        return onlyPrice && recurs ? Answer.of(of(price)) : call.proceed();
    }

    /** The price goes with its plan. */
    private static Answer delete(Call call) {
        ObjectNode price = call.account().find("price", call.id(0));
        Answer gone = call.proceed();
        if (price != null) {
            call.changes().delete(price);
        }
        return gone;
    }

    /** A price as the plan it once was. */
    public static ObjectNode of(ObjectNode price) {
        return Shapes.of("plan", price);
    }
}
