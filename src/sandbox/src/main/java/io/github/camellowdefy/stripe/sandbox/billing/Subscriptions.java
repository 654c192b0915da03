// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.billing.SubscriptionCycle.Bill;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.payments.Customers;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentMethods;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The creation of subscriptions, by request or by a checkout. */
public record Subscriptions(SubscriptionCycle cycle) implements Behaviours.Module {

    /** Since this version of the API what is said nothing else about is billed flexibly. */
    private static final String FLEXIBLE_SINCE = "2025-09-30";

    private static final String[] OWN_RULES =
            ("items discounts trial_end cancel_at_period_end cancel_at"
                            + " billing_cycle_anchor billing_mode billing_cycle_anchor_config default_payment_method plan quantity")
                    .split(" ");

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/subscriptions", this::create)
                .on("POST /v1/customers/{id}/subscriptions", this::create)
                .on("GET /v1/subscriptions", Subscriptions::list)
                .on(
                        "GET /v1/customers/{id}/subscriptions",
                        call ->
                                call.list(
                                        "subscription",
                                        each ->
                                                Json.is(each, "customer", call.id(0))
                                                        && !Json.is(each, "status", "canceled")))
                .on(
                        "GET /v1/subscription_items",
                        call -> call.page(Lines.data(ofItems(call), "items")));
    }

    private static ObjectNode ofItems(Call call) {
        call.params().requireText("subscription");
        return call.reference("subscription", "subscription");
    }

    /** Without a status those that are over are left out. */
    private static Answer list(Call call) {
        String status = call.params().text("status");
        Predicate<ObjectNode> wanted =
                status == null
                        ? each -> !Json.is(each, "status", "canceled")
                        : status.equals("ended") ? SubscriptionCycle::isEnded : each -> true;
        String price = call.params().text("price");
        if (price != null) {
            wanted = wanted.and(each -> sells(each, price));
        }
        List<String> own = new ArrayList<>(List.of("price"));
        if (List.of("all", "ended").contains(String.valueOf(status))) {
            own.add("status");
        }
        return call.list("subscription", wanted, own.toArray(String[]::new));
    }

    private static boolean sells(ObjectNode subscription, String price) {
        return Lines.items(subscription).stream()
                .anyMatch(item -> price.equals(Json.id(item.get("price"))));
    }

    private Answer create(Call call) {
        Params params = call.params();
        String customerId = call.route().parent() == null ? params.text("customer") : call.id(0);
        ObjectNode customer = call.account().referenced("customer", customerId, "customer");
        missingIf(SubscriptionItems.wanted(params).isEmpty(), "items");
        Changes changes = TestClocks.timeOf(call, customer);
        ObjectNode subscription = draft(changes, params, customer);
        call.applyTo(subscription, OWN_RULES);
        if (call.params().has("cancel_at")) {
            subscription.put("cancel_at", params.requireInteger("cancel_at"));
        }
        start(changes, subscription, params, customer);
        return Answer.of(subscription);
    }

    /** A subscription from its items and trial, not stored. */
    static ObjectNode draft(Changes changes, Params params, ObjectNode customer) {
        String collection = params.text("collection_method");
        boolean sends = "send_invoice".equals(collection);
        refuseIf(sends && !params.has("days_until_due"), "days_until_due_missing");
        ObjectNode subscription = changes.draft("subscription");
        subscription.set("customer", customer.get("id"));
        String mode = params.hash("billing_mode").text("type");
        String version = changes.cause().apiVersion();
        mode = mode == null && version.compareTo(FLEXIBLE_SINCE) >= 0 ? "flexible" : mode;
        if ("flexible".equals(mode)) {
            subscription.set(
                    "billing_mode",
                    Shapes.of("billing_mode.flexible", params.hash("billing_mode").tree()));
        }
        subscription.set("test_clock", customer.get("test_clock"));
        if (sends) {
            subscription.put("collection_method", collection);
        }
        String id = Json.id(subscription);
        subscription.set("items", Lines.list("/v1/subscription_items?subscription=" + id));
        int i = 0;
        for (Params each : SubscriptionItems.wanted(params)) {
            String path = each == params ? "" : "items[" + i++ + ']';
            Lines.data(subscription, "items").add(SubscriptionItems.create(changes, each, path));
        }
        SubscriptionItems.requireUnlike(Lines.data(subscription, "items"));
        ObjectNode price = (ObjectNode) Lines.data(subscription, "items").get(0).get("price");
        subscription.set("currency", price.get("currency"));
        BilledCustomers.requireCurrency(
                changes.account(), subscription, Json.text(subscription, "currency"));
        params.listTo(subscription, "default_tax_rates");
        SubscriptionTimes.start(changes, subscription, params);
        if (params.bool("cancel_at_period_end", false)) {
            SubscriptionTimes.endWithPeriod(subscription, changes.now());
        }
        return subscription;
    }

    /** Makes a subscription of what a page or quote has sold. */
    public ObjectNode sell(Changes changes, ObjectNode terms, ObjectNode customer) {
        Params params = new Params(terms);
        ObjectNode subscription = draft(changes, params, customer);
        params.copyTo(subscription, "description", "metadata");
        start(changes, subscription, params, customer);
        return subscription;
    }

    /** Stores a new subscription and bills it for the first time. */
    void start(Changes changes, ObjectNode subscription, Params params, ObjectNode customer) {
        String behaviour = params.text("payment_behavior");
        requireMethod(changes, subscription, params, customer, behaviour);
        boolean trial = Json.is(subscription, "status", "trialing");
        boolean sends = Json.is(subscription, "collection_method", "send_invoice");
        if (!trial) {
            subscription.put("status", sends ? "active" : "incomplete");
        }
        subscription.set(
                "discounts", Discounts.redeem(changes, params, "subscription", subscription));
        SubscriptionCycle.mirror(subscription);
        changes.add(subscription);
        addOneTimeItems(changes, subscription, params);
        if (params.is("proration_behavior", "none")) {
            ObjectNode free = Json.object().put("free_at_first", true);
            boolean stub = Json.number(subscription, "billing_cycle_anchor") > changes.now();
            changes.hide(subscription, stub ? free : Json.object());
        } else if (!trial && params.has("backdate_start_date")) {
            backdate(changes, subscription);
        }
        boolean collect = !"default_incomplete".equals(behaviour);
        if (trial && Customers.methodOf(changes.account(), subscription) == null) {
            SubscriptionTimes.askForMethod(changes, subscription);
        }
        cycle.store(changes, subscription);
        changes.emit(subscription, "created");
        cycle.billNow(changes, subscription, new Bill("subscription_create", true, collect));
        subscription.setAll(changes.find("subscription", Json.id(subscription)));
    }

    /** The time since the start is charged on the first invoice. */
    private static void backdate(Changes changes, ObjectNode subscription) {
        long since = Json.number(subscription, "start_date");
        for (JsonNode item : Lines.data(subscription, "items")) {
            if (Json.number(item, "current_period_start") > since) {
                Proration.backdate(changes, subscription, (ObjectNode) item, since);
            }
        }
    }

    static void addOneTimeItems(Changes changes, ObjectNode subscription, Params params) {
        for (Params each : params.hashes("add_invoice_items")) {
            ObjectNode facts = Json.object();
            Json.copy(subscription, facts, "customer", "currency");
            facts.set("subscription", subscription.get("id"));
            InvoiceItems.insert(changes, each, facts);
        }
    }

    /** What the first invoice would ask for, discounts and the customer's balance considered. */
    private static long firstAmount(
            Changes changes, ObjectNode subscription, Params params, ObjectNode customer) {
        ObjectNode same = subscription.deepCopy();
        same.set("discounts", Discounts.given(changes, params, "subscription", same, false));
        ObjectNode invoice =
                InvoiceDrafts.forSubscription(
                        changes, same, "subscription_create", changes.now(), true);
        InvoiceDrafts.addItems(changes, invoice, same);
        InvoiceDrafts.showPending(changes, invoice, null);
        InvoiceDrafts.total(changes, invoice);
        return Json.number(invoice, "total") + Json.number(customer, "balance");
    }

    /** 400 where what is due at once has nothing to be paid with. */
    static void requirePayable(Changes changes, ObjectNode subscription) {
        boolean charged =
                Json.is(subscription, "collection_method", "charge_automatically")
                        && Json.is(subscription, "status", "active");
        if (charged && Customers.methodOf(changes.account(), subscription) == null) {
            ObjectNode customer = changes.named("customer", subscription);
            Params nothing = new Params(Json.object());
            refuseIf(
                    firstAmount(changes, subscription, nothing, customer) > 0,
                    "customer_without_method");
        }
    }

    /** 400 or 402 before anything is stored where the first payment cannot be made. */
    private static void requireMethod(
            Changes changes,
            ObjectNode subscription,
            Params params,
            ObjectNode customer,
            String behaviour) {
        String own = params.text("default_payment_method");
        if (own != null) {
            ObjectNode method = PaymentMethods.resolve(changes, own, "default_payment_method");
            String owner = Json.text(method, "customer");
            if (owner == null || !owner.equals(Json.id(customer))) {
                throw StripeError.refusal("method_of_other_customer", own)
                        .param("default_payment_method");
            }
            subscription.set("default_payment_method", method.get("id"));
        }
        boolean charges =
                Json.is(subscription, "collection_method", "charge_automatically")
                        && !Json.is(subscription, "status", "trialing");
        if (!charges || "default_incomplete".equals(behaviour)) {
            return;
        }
        long amount = firstAmount(changes, subscription, params, customer);
        String method = Customers.methodOf(changes.account(), subscription);
        refuseIf(method == null && amount > 0, "customer_without_method");
        if ("error_if_incomplete".equals(behaviour) && amount > 0) {
            ObjectNode paying = PaymentMethods.resolve(changes, method, "customer");
            StripeError.throwIf(PaymentFlow.foresee(paying));
        }
    }
}
