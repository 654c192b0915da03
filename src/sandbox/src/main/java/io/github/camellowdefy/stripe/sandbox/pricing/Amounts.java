// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;

/** What a quantity costs: so much each, so much a package, or by tiers. Pure functions. */
final class Amounts {

    private Amounts() {}

    /** Reads the parameters of tiers and packages into a price; 400 where they make no sense. */
    static void read(ObjectNode price, Params params) {
        if (params.has("transform_quantity")) {
            Params packages = params.hash("transform_quantity");
            price.putObject("transform_quantity")
                    .put("divide_by", packages.requireInteger("divide_by"))
                    .put("round", packages.text("round"));
        }
        if (!params.has("tiers")) {
            return;
        }
        price.put("tiers_mode", params.text("tiers_mode"));
        refuseIf(!params.is("billing_scheme", "tiered"), "tiers_without_scheme");
        params.require("tiers_mode");
        ArrayNode tiers = price.putArray("tiers");
        for (Params each : params.hashes("tiers")) {
            ObjectNode tier = tiers.addObject();
            amount(tier, each, "flat_amount");
            amount(tier, each, "unit_amount");
            String upTo = each.requireText("up_to");
            tier.put("up_to", upTo.equals("inf") ? null : each.integer("up_to"));
        }
        refuseIf(tiers.get(tiers.size() - 1).path("up_to").isNumber(), "last_tier_not_open");
    }

    private static void amount(ObjectNode tier, Params params, String field) {
        String decimal = params.text(field + "_decimal");
        Long whole = params.integer(field);
        tier.put(field, whole);
        tier.put(field + "_decimal", whole == null ? decimal : String.valueOf(whole));
    }

    /** What a quantity costs, in minor units. */
    static long of(ObjectNode price, long quantity) {
        JsonNode packages = price.path("transform_quantity");
        if (packages.isObject()) {
            long size = Json.number(packages, "divide_by");
            boolean up = Json.is(packages, "round", "up");
            return flat(price, "unit_amount", (quantity + (up ? size - 1 : 0)) / size);
        }
        if (!price.path("tiers").isArray()) {
            return flat(price, "unit_amount", quantity);
        }
        return Json.is(price, "tiers_mode", "volume")
                ? volume(price, quantity)
                : graduated(price, quantity);
    }

    /** All of it at the price of the tier it falls into. */
    private static long volume(ObjectNode price, long quantity) {
        for (JsonNode tier : price.get("tiers")) {
            if (quantity <= end(tier)) {
                return flat(tier, "unit_amount", quantity) + flat(tier, "flat_amount", 1);
            }
        }
        return 0;
    }

    /** Each part at the price of its own tier. */
    private static long graduated(ObjectNode price, long quantity) {
        long sum = 0;
        long done = 0;
        for (JsonNode tier : price.get("tiers")) {
            if (quantity > done || done == 0) {
                long part = Math.min(quantity, end(tier)) - done;
                sum += flat(tier, "unit_amount", part) + flat(tier, "flat_amount", 1);
                done += part;
            }
        }
        return sum;
    }

    private static long end(JsonNode tier) {
        return tier.path("up_to").isNumber() ? Json.number(tier, "up_to") : Long.MAX_VALUE;
    }

    private static long flat(JsonNode owner, String field, long times) {
        String decimal = Json.text(owner, field + "_decimal");
        return decimal == null ? 0 : Money.times(decimal, times);
    }
}
