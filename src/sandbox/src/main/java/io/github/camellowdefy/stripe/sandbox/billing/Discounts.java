// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Account;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.Params;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;

/** Coupons at work: as discounts of a subscription, customer, invoice or checkout. */
final class Discounts {

    private Discounts() {}

    /**
     * Makes the discounts parameters ask for, as {@code discounts} or in the old spellings.
     *
     * @param field which field of the discount names its owner, such as {@code subscription}
     * @return their ids
     */
    static ArrayNode redeem(Changes changes, Params params, String field, ObjectNode owner) {
        ArrayNode ids = Json.array();
        for (Params each : params.hashes("discounts")) {
            ids.add(redeem(changes, each, field, owner, "discounts"));
        }
        if (params.has("coupon") || params.has("promotion_code")) {
            ids.add(redeem(changes, params, field, owner, "coupon"));
        }
        return ids;
    }

    private static String redeem(
            Changes changes, Params named, String field, ObjectNode owner, String param) {
        Account account = changes.account();
        if (named.has("discount")) {
            return Json.text(account.referenced("discount", named.text("discount"), param), "id");
        }
        String codeId = named.text("promotion_code");
        ObjectNode code =
                codeId == null ? null : account.referenced("promotion_code", codeId, param);
        if (code != null) {
            use(changes, code, owner, param);
        }
        String couponId =
                code == null
                        ? named.requireText("coupon")
                        : Json.text(code.path("promotion"), "coupon");
        ObjectNode coupon = account.referenced("coupon", couponId, param);
        long times = Json.number(coupon, "times_redeemed");
        long most = Json.number(coupon, "max_redemptions");
        long until = Json.number(coupon, "redeem_by");
        boolean spent = most > 0 && times >= most || until > 0 && until < changes.now();
        if (spent || !coupon.path("valid").asBoolean()) {
            throw StripeError.refusal("coupon_expired", couponId).param(param);
        }
        coupon.put("times_redeemed", times + 1).put("valid", most == 0 || times + 1 < most);
        changes.update(coupon);
        return insert(changes, coupon, codeId, field, owner);
    }

    /** Counts a redemption; 400 where the code does not allow it. */
    private static void use(Changes changes, ObjectNode code, ObjectNode owner, String param) {
        long times = Json.number(code, "times_redeemed");
        long most = Json.number(code, "max_redemptions");
        long until = Json.number(code, "expires_at");
        boolean expired = until > 0 && until <= changes.now();
        if (!code.path("active").asBoolean() || expired) {
            throw refusal("This promotion code is expired or inactive.", param);
        }
        String only = Json.text(code, "customer");
        if (only != null && !only.equals(Json.text(owner, "customer"))) {
            throw refusal("This promotion code belongs to another customer.", param);
        }
        code.put("times_redeemed", times + 1).put("active", most == 0 || times + 1 < most);
        changes.update(code);
    }

    private static StripeError refusal(String message, String param) {
        return StripeError.invalid(message).code("promotion_code_expired").param(param);
    }

    private static String insert(
            Changes changes, ObjectNode coupon, String code, String field, ObjectNode owner) {
        ObjectNode discount = changes.draft("discount");
        discount.set("coupon", coupon);
        discount.set("customer", owner.get(field.equals("customer") ? "id" : "customer"));
        discount.put("end", end(coupon, changes.now())).put("promotion_code", code);
        discount.putObject("source").put("type", "coupon").set("coupon", coupon.get("id"));
        discount.put("start", changes.now()).set(field, owner.get("id"));
        changes.insert(discount);
        return Json.text(discount, "id");
    }

    private static Long end(ObjectNode coupon, long now) {
        return Json.is(coupon, "duration", "repeating")
                ? Long.valueOf(
                        Instant.ofEpochSecond(now)
                                .atZone(ZoneOffset.UTC)
                                .plusMonths(Json.number(coupon, "duration_in_months"))
                                .toEpochSecond())
                : null;
    }

    /** The whole discount behind an id. */
    static ObjectNode find(Account account, JsonNode id) {
        return account.find("discount", id.asText());
    }

    /** Whether a discount still counts for an invoice made now. */
    static boolean isRunning(ObjectNode discount, long now, boolean first) {
        String duration = Json.text(discount.path("coupon"), "duration");
        long end = Json.number(discount, "end");
        return duration.equals("once") ? first : end == 0 || end > now;
    }

    /** What a discount takes off an amount. */
    static long amount(ObjectNode discount, long of) {
        JsonNode coupon = discount.path("coupon");
        if (coupon.path("percent_off").isNumber()) {
            return coupon.get("percent_off")
                    .decimalValue()
                    .multiply(BigDecimal.valueOf(of))
                    .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
        return Math.min(of, Json.number(coupon, "amount_off"));
    }
}
