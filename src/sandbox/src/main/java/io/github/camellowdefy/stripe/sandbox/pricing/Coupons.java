// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.util.function.Predicate;

/** Coupons and the promotion codes that lead to them. */
final class Coupons implements Behaviours.Module {

    private static final String CODE = "promotion_code";

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/coupons", Coupons::create)
                .on("GET /v1/promotion_codes", Coupons::listCodes)
                .on("POST /v1/promotion_codes/{id}", Coupons::updateCode)
                .on("POST /v1/promotion_codes", Coupons::createCode)
                .on("DELETE /v1/customers/{id}/discount", call -> removeDiscount(call, "customer"))
                .on(
                        "DELETE /v1/subscriptions/{id}/discount",
                        call -> removeDiscount(call, "subscription"));
    }

    private static Answer create(Call call) {
        Params params = call.params();
        boolean percentage = params.has("percent_off");
        refuseIf(percentage && params.has("amount_off"), "coupon_two_offs");
        refuseIf(!percentage && !params.has("amount_off"), "coupon_without_off");
        refuseIf(params.has("amount_off") && !params.has("currency"), "coupon_without_currency");
        double percent = percentage ? Double.parseDouble(params.text("percent_off")) : 1;
        refuseIf(percent <= 0 || percent > 100, "percent_off_out_of_range");
        missingIf(
                params.is("duration", "repeating") && !params.has("duration_in_months"),
                "duration_in_months");
        return call.proceed();
    }

    private static Answer createCode(Call call) {
        Params params = call.params();
        String coupon = params.text("coupon", params.hash("promotion").text("coupon"));
        missingIf(coupon == null, "promotion[coupon]");
        ObjectNode found = call.account().referenced("coupon", coupon, "coupon");
        String text = params.text("code");
        refuseIf(text != null && active(call, text), "code_in_use", text);
        Params restrictions = params.hash("restrictions");
        if (restrictions.has("minimum_amount")) {
            refuseIf(!restrictions.has("minimum_amount_currency"), "minimum_without_currency");
            Money.currency(restrictions, "minimum_amount_currency");
        }
        ObjectNode code = call.changes().draft("promotion_code");
        call.applyTo(code);
        ObjectNode promotion = Json.hash(code, "promotion");
        promotion.put("coupon", coupon).put("type", "coupon");
        code.set("coupon", found);
        return Answer.of(call.changes().insert(code));
    }

    /** Upper and lower case are the same in a code. */
    private static Answer listCodes(Call call) {
        String code = call.params().text("code");
        String coupon = call.params().text("coupon");
        Predicate<ObjectNode> wanted = each -> code == null || isWritten(each, code);
        return call.list(
                CODE,
                wanted.and(
                        each ->
                                coupon == null
                                        || Json.is(each.path("promotion"), "coupon", coupon)),
                "code",
                "coupon");
    }

    private static boolean isWritten(ObjectNode promotion, String code) {
        return code.equalsIgnoreCase(Json.text(promotion, "code"));
    }

    private static boolean active(Call call, String code) {
        return call.account()
                .all(CODE)
                .anyMatch(each -> isWritten(each, code) && each.path("active").asBoolean());
    }

    private static Answer updateCode(Call call) {
        ObjectNode code = call.require(CODE);
        refuseIf(
                call.params().bool("active", false)
                        && !code.path("active").asBoolean()
                        && active(call, Json.text(code, "code")),
                "code_in_use",
                Json.text(code, "code"));
        return call.proceed();
    }

    private static Answer removeDiscount(Call call, String kind) {
        ObjectNode owner = call.account().require(kind, call.id(0), kind);
        JsonNode before =
                kind.equals("customer")
                        ? Json.array().add(owner.path("discount"))
                        : owner.get("discounts").deepCopy();
        owner.putNull("discount");
        if (owner.has("discounts")) {
            owner.putArray("discounts");
        }
        ObjectNode gone = Discounts.all(call.account(), before).stream().findFirst().orElse(null);
        refuseIf(gone == null, "no_discount", kind, call.id(0));
        call.changes().update(owner);
        Discounts.end(call.changes(), before, Json.array());
        return Answer.of(gone.put("deleted", true));
    }
}
