// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.Params;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;

/** Coupons and the promotion codes that lead to them. */
final class Coupons implements Behaviours.Module {

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/coupons", Coupons::create)
                .on("POST /v1/promotion_codes", Coupons::createCode)
                .on("DELETE /v1/customers/{id}/discount", call -> removeDiscount(call, "customer"))
                .on(
                        "DELETE /v1/subscriptions/{id}/discount",
                        call -> removeDiscount(call, "subscription"));
    }

    private static Answer create(Call call) {
        Params params = call.params();
        String duration = params.text("duration");
        if (params.has("percent_off") == params.has("amount_off")) {
            throw StripeError.invalid(
                    params.has("percent_off")
                            ? "You may only specify one of these parameters: amount_off,"
                                    + " percent_off."
                            : "Must provide percent_off or amount_off, and duration.");
        }
        if (params.has("amount_off") && !params.has("currency")) {
            throw StripeError.missing("currency");
        }
        double percent =
                params.has("percent_off") ? Double.parseDouble(params.text("percent_off")) : 1;
        if (percent <= 0 || percent > 100) {
            throw StripeError.refusal("percent_off_out_of_range");
        }
        if ("repeating".equals(duration) && !params.has("duration_in_months")) {
            throw StripeError.missing("duration_in_months");
        }
        return call.proceed();
    }

    private static Answer createCode(Call call) {
        Params params = call.params();
        String coupon =
                params.has("coupon")
                        ? params.text("coupon")
                        : params.hash("promotion").text("coupon");
        if (coupon == null) {
            throw StripeError.missing("promotion[coupon]");
        }
        ObjectNode found = call.account().referenced("coupon", coupon, "coupon");
        ObjectNode code = call.changes().draft("promotion_code");
        call.applyTo(code);
        ObjectNode promotion = Json.hash(code, "promotion");
        promotion.put("coupon", coupon).put("type", "coupon");
        code.set("coupon", found);
        return Answer.of(call.changes().insert(code));
    }

    private static Answer removeDiscount(Call call, String kind) {
        ObjectNode owner = call.account().require(kind, call.id(0), kind);
        ObjectNode gone = Json.object();
        gone.put("object", "discount").put("deleted", true);
        owner.putNull("discount");
        if (owner.has("discounts")) {
            owner.putArray("discounts");
        }
        call.changes().update(owner);
        return Answer.of(gone);
    }
}
