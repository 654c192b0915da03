// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What customers may use: the features of the products that they subscribe to. */
public final class Entitlements implements Behaviours.Module {

    private static final String ACTIVE = "entitlements.active_entitlement";
    private static final String FEATURE = "entitlements.feature";
    private static final String OF_PRODUCT = "product_feature";
    private static final Set<String> ENTITLING = Set.of("active", "trialing", "past_due");

    @Override
    public void register(Behaviours table) {
        String features = "/v1/products/{id}/features";
        table.on("POST /v1/entitlements/features", Entitlements::createFeature)
                .on("POST " + features, Entitlements::attach)
                .on("DELETE " + features + "/{feature}", Entitlements::detach)
                .on("GET /v1/entitlements/active_entitlements", Entitlements::list);
    }

    private static Answer createFeature(Call call) {
        String key = call.params().text("lookup_key");
        refuseIf(
                call.account().where(FEATURE, "lookup_key", key).findAny().isPresent(),
                "feature_exists",
                key);
        return call.proceed();
    }

    private static Answer attach(Call call) {
        call.require("product");
        String id = call.params().requireText("entitlement_feature");
        ObjectNode feature = call.account().referenced(FEATURE, id, "entitlement_feature");
        boolean has =
                call.account()
                        .under(OF_PRODUCT, call.id(0))
                        .anyMatch(each -> id.equals(Json.id(each.path("entitlement_feature"))));
        refuseIf(has, "feature_attached", id);
        ObjectNode attached = call.changes().draft(OF_PRODUCT);
        attached.set("entitlement_feature", feature);
        call.changes().add(attached, call.id(0));
        refreshAll(call.changes());
        return Answer.of(attached);
    }

    private static Answer detach(Call call) {
        Answer answer = call.proceed();
        refreshAll(call.changes());
        return answer;
    }

    private static Answer list(Call call) {
        String customer = call.params().requireText("customer");
        call.account().referenced("customer", customer, "customer");
        return call.page(Json.array(call.account().under(ACTIVE, customer)));
    }

    private static void refreshAll(Changes changes) {
        changes.account()
                .all("subscription")
                .map(each -> Json.text(each, "customer"))
                .distinct()
                .toList()
                .forEach(customer -> refresh(changes, customer));
    }

    /** Gives and takes what follows from a customer's subscriptions as they are now. */
    public static void refresh(Changes changes, String customer) {
        Account account = changes.account();
        if (account.all(OF_PRODUCT).findAny().isEmpty()
                && account.under(ACTIVE, customer).findAny().isEmpty()) {
            return;
        }
        Map<String, JsonNode> due = new LinkedHashMap<>();
        account.where("subscription", "customer", customer)
                .filter(each -> ENTITLING.contains(Json.text(each, "status")))
                .flatMap(each -> stream(each.path("items").path("data")))
                .flatMap(
                        item -> account.under(OF_PRODUCT, Json.text(item.path("price"), "product")))
                .map(each -> each.get("entitlement_feature"))
                .forEach(feature -> due.put(Json.id(feature), feature));
        boolean changed = false;
        for (ObjectNode each : account.under(ACTIVE, customer).toList()) {
            if (due.remove(Json.text(each, "feature")) == null) {
                changes.delete(each);
                changed = true;
            }
        }
        for (JsonNode feature : due.values()) {
            ObjectNode fresh = changes.draft(ACTIVE);
            fresh.set("feature", feature.get("id"));
            fresh.set("lookup_key", feature.get("lookup_key"));
            changes.add(fresh, customer);
            changed = true;
        }
        if (changed) {
            tell(changes, customer);
        }
    }

    private static void tell(Changes changes, String customer) {
        ArrayNode all = Json.array(changes.account().under(ACTIVE, customer));
        ObjectNode summary = Json.object().put("object", ACTIVE + "_summary");
        summary.put("customer", customer).put("livemode", false);
        String url = "/v1/customer/" + customer + "/entitlements";
        summary.set("entitlements", Json.list(all, url));
        changes.emit(summary, ACTIVE + "_summary.updated");
    }

    private static Stream<JsonNode> stream(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }
}
