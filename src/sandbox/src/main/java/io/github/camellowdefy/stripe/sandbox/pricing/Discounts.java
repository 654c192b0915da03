// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Coupons at work: as discounts of a subscription, customer, invoice or checkout. */
public final class Discounts {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Discounts() {}

    /**
     * Makes the discounts parameters ask for, as {@code discounts} or in the old spellings.
     *
     * @param field which field of the discount names its owner, such as {@code subscription}
     * @return their ids
     */
    public static ArrayNode redeem(Changes changes, Params params, String field, ObjectNode owner) {
        ArrayNode ids = Json.array();
        for (ObjectNode each : read(changes, params, field, owner)) {
            if (changes.find("discount", Json.id(each)) == null) {
                count(changes, "promotion_code", each.get("promotion_code"), "active");
                count(changes, "coupon", each.path("source").get("coupon"), "valid");
                changes.insert(each);
            }
            ids.add(each.get("id"));
        }
        return ids;
    }

    /** As {@link #redeem}; without {@code redeem} the discounts themselves, none of them used. */
    public static ArrayNode given(
            Changes changes, Params params, String field, ObjectNode owner, boolean redeem) {
        return redeem
                ? redeem(changes, params, field, owner)
                : Json.array().addAll(read(changes, params, field, owner));
    }

    /** The discounts parameters ask for, as {@link #redeem} would make them; none is redeemed. */
    public static List<ObjectNode> read(
            Changes changes, Params params, String field, ObjectNode owner) {
        List<ObjectNode> all = new ArrayList<>();
        refuseIf(params.has("coupon") && params.has("promotion_code"), "coupon_and_code");
        for (Params each : params.hashes("discounts")) {
            all.add(read(changes, each, field, owner, "discounts"));
        }
        if (params.has("coupon") || params.has("promotion_code")) {
            all.add(read(changes, params, field, owner, "coupon"));
        }
        return all;
    }

    private static ObjectNode read(
            Changes changes, Params named, String field, ObjectNode owner, String param) {
        Account account = changes.account();
        if (named.has("discount")) {
            return account.referenced("discount", named.text("discount"), param);
        }
        String codeId = named.text("promotion_code");
        ObjectNode code =
                codeId == null ? null : account.referenced("promotion_code", codeId, param);
        String couponId =
                code == null
                        ? named.requireText("coupon")
                        : Json.text(code.path("promotion"), "coupon");
        ObjectNode coupon = account.referenced("coupon", couponId, param);
        long until = Json.number(coupon, "redeem_by");
        if (isSpent(coupon) || until > 0 && until < changes.now()) {
            throw StripeError.refusal("coupon_expired", couponId).param(param);
        }
        String currency = Json.text(owner, "currency");
        if (currency != null && coupon.path("amount_off").isNumber() && off(coupon, currency) < 0) {
            throw StripeError.refusal(
                            "coupon_currency", couponId, coupon.get("currency").asText(), currency)
                    .param(param);
        }
        if (code != null) {
            requireUsable(changes, code, owner, param);
        }
        return make(changes, coupon, codeId, field, owner);
    }

    private static boolean isSpent(ObjectNode owner) {
        long most = Json.number(owner, "max_redemptions");
        return most > 0 && Json.number(owner, "times_redeemed") >= most
                || !owner.path("valid").asBoolean(true)
                || !owner.path("active").asBoolean(true);
    }

    /** Counts a redemption; the last one possible ends a coupon or code. */
    private static void count(Changes changes, String kind, JsonNode id, String open) {
        ObjectNode owner = id == null ? null : changes.find(kind, id.asText());
        if (owner != null) {
            owner.put("times_redeemed", Json.number(owner, "times_redeemed") + 1);
            owner.put(open, !isSpent(owner));
            changes.update(owner);
        }
    }

    /** 400 where a code does not allow to be used for this owner. */
    private static void requireUsable(
            Changes changes, ObjectNode code, ObjectNode owner, String param) {
        long until = Json.number(code, "expires_at");
        if (isSpent(code) || until > 0 && until <= changes.now()) {
            throw StripeError.refusal("code_expired").param(param);
        }
        String customer = Json.text(owner, "customer");
        String only = Json.text(code, "customer");
        if (only != null && !only.equals(customer)) {
            throw StripeError.refusal("code_of_other_customer").param(param);
        }
        JsonNode restrictions = code.path("restrictions");
        boolean first = restrictions.path("first_time_transaction").asBoolean();
        if (first && customer != null && hasPaid(changes.account(), customer)) {
            throw StripeError.refusal("code_not_first_time").param(param);
        }
        long least = Json.number(restrictions, "minimum_amount");
        JsonNode order = owner.path("amount_subtotal");
        if (order.isNumber() && order.asLong() < least) {
            throw StripeError.refusal("code_minimum", least).param(param);
        }
    }

    private static boolean hasPaid(Account account, String customer) {
        return account.where("invoice", "customer", customer)
                .anyMatch(each -> Json.number(each, "amount_paid") > 0);
    }

    private static ObjectNode make(
            Changes changes, ObjectNode coupon, String code, String field, ObjectNode owner) {
        ObjectNode discount = changes.draft("discount");
        discount.set("coupon", coupon);
        discount.set("customer", owner.get(field.equals("customer") ? "id" : "customer"));
        discount.put("end", end(coupon, changes.now())).put("promotion_code", code);
        discount.putObject("source").put("type", "coupon").set("coupon", coupon.get("id"));
        discount.put("start", changes.now()).set(field, owner.get("id"));
        return discount;
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

    /** The whole discount behind an id, or the one that stands there already; null without one. */
    public static ObjectNode find(Account account, JsonNode id) {
        return id instanceof ObjectNode whole ? whole : account.find("discount", id.asText());
    }

    /** As {@link #find}, of a list. */
    static List<ObjectNode> all(Account account, JsonNode ids) {
        return StreamSupport.stream(ids.spliterator(), false)
                .map(id -> find(account, id))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Ends the discounts of an owner that no longer has them, and says so. */
    public static void end(Changes changes, JsonNode before, JsonNode after) {
        List<ObjectNode> kept = all(changes.account(), after);
        for (ObjectNode each : all(changes.account(), before)) {
            if (kept.stream().noneMatch(other -> other.get("id").equals(each.get("id")))) {
                each.put("end", changes.now());
                changes.update(each, "deleted");
            }
        }
    }

    /** Whether a discount still counts for an invoice made now. */
    public static boolean isRunning(ObjectNode discount, long now, boolean first) {
        String duration = Json.text(discount.path("coupon"), "duration");
        long end = Json.number(discount, "end");
        return "once".equals(duration) ? first : end == 0 || end > now;
    }

    /** Whether a discount of the whole is for this line: its coupon may name products. */
    static boolean isFor(ObjectNode discount, JsonNode line) {
        JsonNode products = discount.path("coupon").path("applies_to").path("products");
        boolean meant = products.isMissingNode() || products.isNull();
        for (JsonNode each : products) {
            meant |= each.equals(line.path("price").path("product"));
        }
        return meant && line.path("discountable").asBoolean(true);
    }

    /** What a discount takes off an amount. */
    static long amount(ObjectNode discount, long of, JsonNode line) {
        JsonNode coupon = discount.path("coupon");
        if (coupon.path("percent_off").isNumber()) {
            return Money.part(of, coupon.get("percent_off").decimalValue(), HUNDRED);
        }
        return Math.max(0, Math.min(of, off(coupon, Json.text(line, "currency"))));
    }

    /** What a coupon takes off in a currency; below zero where it has none for it. */
    private static long off(JsonNode coupon, String currency) {
        JsonNode other = coupon.path("currency_options").path(currency == null ? "" : currency);
        boolean own = currency == null || Json.is(coupon, "currency", currency);
        return own ? Json.number(coupon, "amount_off") : other.path("amount_off").asLong(-1);
    }
}
