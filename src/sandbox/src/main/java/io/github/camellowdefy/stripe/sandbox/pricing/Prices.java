// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.math.BigDecimal;

/** Prices, and the default prices of products. */
public final class Prices implements Behaviours.Module {

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/products", Prices::createProduct)
                .on("POST /v1/products/{id}", Prices::updateProduct)
                .on("DELETE /v1/products/{id}", Prices::deleteProduct)
                .on("POST /v1/prices", Prices::createPrice)
                .on("POST /v1/prices/{id}", Prices::updatePrice);
    }

    private static Answer createProduct(Call call) {
        Params data = call.params().hash("default_price_data");
        boolean priced = call.params().has("default_price_data");
        if (priced) {
            checkAmount(data);
        }
        Answer answer = call.proceed();
        if (!priced) {
            return answer;
        }
        ObjectNode product = Json.read(answer.body());
        ObjectNode price = make(call.changes(), data, Json.id(product));
        product.set("default_price", price.get("id"));
        return Answer.of(call.changes().update(product));
    }

    private static Answer updateProduct(Call call) {
        call.reference("price", "default_price");
        ObjectNode product = call.require("product");
        call.applyTo(product);
        product.put("updated", call.now());
        return Answer.of(call.changes().update(product));
    }

    private static Answer deleteProduct(Call call) {
        ObjectNode product = call.require("product");
        refuseIf(
                call.account().where("price", "product", call.id(0)).findAny().isPresent(),
                "product_has_prices");
        return Answer.of(call.changes().delete(product));
    }

    private static Answer createPrice(Call call) {
        Params params = call.params();
        checkAmount(params);
        String product = product(call);
        if (params.has("lookup_key")) {
            releaseLookupKey(call, params.text("lookup_key"));
        }
        ObjectNode price = make(call.changes(), params, product);
        return Answer.of(price);
    }

    private static String product(Call call) {
        Params params = call.params();
        if (params.has("product")) {
            return Json.text(call.reference("product", "product"), "id");
        }
        refuseIf(!params.has("product_data"), "product_missing");
        return described(call.changes(), params.hash("product_data"));
    }

    /** A product that is made along with its price, or plan. */
    static String described(Changes changes, Params data) {
        String id = data.text("id");
        ObjectNode product = id == null ? changes.draft("product") : changes.draft("product", id);
        product.put("name", data.requireText("name"));
        data.copyTo(product, "metadata");
        changes.insert(product);
        return Json.id(product);
    }

    private static void releaseLookupKey(Call call, String key) {
        ObjectNode owner =
                call.account().where("price", "lookup_key", key).findFirst().orElse(null);
        if (owner == null) {
            return;
        }
        refuseIf(
                !call.params().bool("transfer_lookup_key", false),
                "lookup_key_in_use",
                Json.id(owner));
        owner.putNull("lookup_key");
        call.changes().update(owner);
    }

    private static Answer updatePrice(Call call) {
        if (call.params().has("lookup_key")) {
            releaseLookupKey(call, call.params().text("lookup_key"));
        }
        return call.proceed();
    }

    /** A price from its parameters, stored. */
    public static ObjectNode make(Changes changes, Params params, String product) {
        ObjectNode price = changes.draft("price");
        fill(price, params, product);
        return changes.insert(price);
    }

    /** An inline price: {@code price_data}; 400 unless its product exists or is described. */
    public static ObjectNode inline(Changes changes, Params data) {
        checkAmount(data);
        String product = data.text("product");
        if (product != null) {
            changes.account().referenced("product", product, "price_data[product]");
        } else {
            ObjectNode made = changes.draft("product");
            made.put("name", data.hash("product_data").requireText("name")).put("active", false);
            changes.insert(made);
            product = Json.id(made);
        }
        ObjectNode price = changes.draft("price");
        fill(price, data, product);
        price.put("active", false);
        changes.insert(price);
        changes.hide("price", Json.id(price), Json.object().put("inline", true));
        return price;
    }

    /** Whether a price can be sold: it is active, or was made for one sale. */
    public static boolean isSellable(Account account, ObjectNode price) {
        return price.path("active").asBoolean()
                || account.hidden("price", Json.id(price)).path("inline").asBoolean();
    }

    /** Whether what is used is paid afterwards. */
    public static boolean isMetered(JsonNode price) {
        return Json.is(price.path("recurring"), "usage_type", "metered");
    }

    /** 400: what is metered has no quantity but the usage. */
    public static StripeError metered(String path) {
        String item = path.isEmpty() ? "the request" : path;
        String param = path.isEmpty() ? "quantity" : path + "[quantity]";
        return StripeError.refusal("quantity_of_metered", item).param(param);
    }

    /** The name of what is sold; the id of the price where the product has none. */
    public static String productName(Account account, ObjectNode price) {
        ObjectNode product = account.named("product", price);
        String name = product == null ? null : Json.text(product, "name");
        return name == null ? Json.id(price) : name;
    }

    /** The price parameters name or describe, or null. */
    public static ObjectNode of(Changes changes, Params params, String param) {
        if (params.has("price")) {
            return require(changes.account(), params.text("price"), param);
        }
        return params.has("price_data") ? inline(changes, params.hash("price_data")) : null;
    }

    /** The price or plan a parameter names. */
    public static ObjectNode require(Account account, String id, String param) {
        return account.referenced("price", id, param);
    }

    /** What a quantity costs, in minor units. */
    public static long amount(ObjectNode price, long quantity) {
        return Amounts.of(price, quantity);
    }

    private static void fill(ObjectNode price, Params params, String product) {
        price.put("currency", Money.currency(params)).put("product", product);
        params.copyTo(price, "nickname", "lookup_key", "tax_behavior", "billing_scheme");
        price.put("active", params.bool("active", true));
        params.copyTo(price, "metadata");
        String decimal = params.text("unit_amount_decimal");
        Long whole = params.integer("unit_amount");
        if (whole != null) {
            price.put("unit_amount", whole).put("unit_amount_decimal", String.valueOf(whole));
        } else if (decimal != null) {
            price.put("unit_amount_decimal", decimal);
            if (new BigDecimal(decimal).stripTrailingZeros().scale() <= 0) {
                price.put("unit_amount", new BigDecimal(decimal).longValueExact());
            }
        }
        Amounts.read(price, params);
        if (params.has("custom_unit_amount")) {
            Params chosen = params.hash("custom_unit_amount");
            price.putObject("custom_unit_amount")
                    .put("maximum", chosen.integer("maximum"))
                    .put("minimum", chosen.integer("minimum"))
                    .put("preset", chosen.integer("preset"));
        }
        if (params.has("recurring")) {
            price.put("type", "recurring").set("recurring", recurring(params.hash("recurring")));
        }
    }

    static ObjectNode recurring(Params params) {
        ObjectNode recurring = Json.object();
        recurring.put("interval", params.text("interval"));
        recurring.put("interval_count", params.integer("interval_count", 1));
        recurring.put("meter", params.text("meter"));
        refuseIf(
                params.has("meter") && !params.is("usage_type", "metered"),
                "meter_without_metered");
        recurring.put("trial_period_days", params.integer("trial_period_days"));
        return recurring.put("usage_type", params.text("usage_type", "licensed"));
    }

    private static void checkAmount(Params params) {
        Long amount = params.integer("unit_amount");
        refuseIf(amount != null && amount < 0, "not_negative");
        refuseIf(params.has("unit_amount") && params.has("unit_amount_decimal"), "two_amounts");
        boolean priced =
                params.has("unit_amount")
                        || params.has("unit_amount_decimal")
                        || params.has("custom_unit_amount")
                        || params.has("tiers")
                        || params.has("currency_options");
        refuseIf(!priced, "price_without_amount");
    }
}
