// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.List;
import java.util.function.Consumer;

/**
 * Changes a subscription's items as parameters say, in the tree given; what that costs or gives
 * back goes to whoever stores or only shows it.
 *
 * @param prorations gets the invoice items of the change, not stored yet
 * @param removed gets the ids of items that are no longer on the subscription
 */
record ItemChanges(
        Changes changes,
        ObjectNode subscription,
        Consumer<ObjectNode> prorations,
        Consumer<String> removed) {

    /** Changes that are stored with all they bring about. */
    static ItemChanges stored(Changes changes, ObjectNode subscription) {
        return new ItemChanges(
                changes,
                subscription,
                changes::insert,
                id -> changes.delete(changes.find("subscription_item", id)));
    }

    /** Applies the parameters of all items; whether a billing interval has changed. */
    boolean apply(Params params) {
        List<Params> wanted = SubscriptionItems.wanted(params);
        long gone = wanted.stream().filter(each -> each.bool("deleted", false)).count();
        boolean fresh = wanted.stream().anyMatch(each -> each != params && !each.has("id"));
        refuseIf(gone >= items().size() && !fresh, "last_item");
        boolean restarts = false;
        int i = 0;
        for (Params each : wanted) {
            String path = each == params ? "" : "items[" + i++ + ']';
            restarts |= item(each, path, params);
        }
        if (wanted.isEmpty() && params.has("quantity")) {
            restarts = item(params, "", params);
        }
        SubscriptionItems.requireUnlike(items());
        return restarts;
    }

    private boolean item(Params params, String path, Params whole) {
        String id = params == whole ? Json.id(items().get(0)) : params.text("id");
        if (id == null) {
            add(params, path, prorates(whole));
            return false;
        }
        return change(id, params, path, prorates(whole));
    }

    private boolean prorates(Params params) {
        return !params.is("proration_behavior", "none")
                && params.bool("prorate", true)
                && !Json.is(subscription, "status", "trialing");
    }

    /** Adds one more item. */
    ObjectNode add(Params params) {
        ObjectNode added = add(params, "", prorates(params));
        SubscriptionItems.requireUnlike(items());
        return added;
    }

    /** Changes one item; whether its billing interval has changed. */
    boolean change(String id, Params params) {
        return change(id, params, "", prorates(params));
    }

    private boolean change(String id, Params params, String path, boolean prorates) {
        ObjectNode item = SubscriptionItems.find(subscription, id);
        if (item == null) {
            throw StripeError.noSuchReference("subscription_item", id, path + "[id]");
        }
        ObjectNode before = item.deepCopy();
        if (params.bool("deleted", false)) {
            SubscriptionItems.remove(subscription, id);
            if (prorates) {
                credit(before);
            }
            removed.accept(id);
            return false;
        }
        SubscriptionItems.change(changes, item, params, path);
        boolean differs = SubscriptionItems.amount(before) != SubscriptionItems.amount(item);
        boolean interval = !interval(before).equals(interval(item));
        if (prorates && (differs || interval)) {
            credit(before);
            if (!interval) {
                charge(item);
            }
        }
        return interval;
    }

    private ObjectNode add(Params params, String path, boolean prorates) {
        ObjectNode added = SubscriptionItems.create(changes, params, path);
        SubscriptionItems.startPeriod(
                added, changes.now(), Json.number(subscription, "billing_cycle_anchor"));
        items().add(added);
        if (prorates) {
            charge(added);
        }
        return added;
    }

    private void credit(ObjectNode item) {
        prorations.accept(Proration.credit(changes, subscription, item));
    }

    private void charge(ObjectNode item) {
        prorations.accept(Proration.charge(changes, subscription, item));
    }

    private static String interval(ObjectNode item) {
        return item.path("price").path("recurring").path("interval").asText();
    }

    private ArrayNode items() {
        return Lines.data(subscription, "items");
    }
}
