// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.checkout;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.billing.Periods;
import io.github.camellowdefy.stripe.sandbox.billing.TestClocks;
import io.github.camellowdefy.stripe.sandbox.billing.Timeline;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.pricing.ShippingRates;
import io.github.camellowdefy.stripe.sandbox.pricing.SoldItems;
import io.github.camellowdefy.stripe.sandbox.pricing.Totals;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import java.util.List;

/** Checkout sessions: opened with what is sold, completed by a buyer the sandbox plays, expired. */
final class CheckoutSessions implements Behaviours.Module {

    private static final String SESSION = "checkout.session";

    /** Parameters the buyer's completion needs and a session does not show. */
    private static final List<String> KEPT =
            List.of("payment_intent_data", "subscription_data", "setup_intent_data");

    private final Timeline timeline;

    CheckoutSessions(Timeline timeline) {
        this.timeline = timeline;
        timeline.add(SESSION, (account, session) -> due(session), this::expire);
    }

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/checkout/sessions", this::create)
                .on("POST /v1/payment_links", CheckoutSessions::createLink)
                .on("POST /v1/checkout/sessions/{id}/expire", this::expireByRequest);
    }

    private Answer create(Call call) {
        Params params = call.params();
        String mode = params.text("mode");
        String ui = params.text("ui_mode");
        boolean hosted = ui == null || ui.startsWith("hosted");
        missingIf(hosted && !params.has("success_url"), "success_url");
        ObjectNode customer = call.reference("customer", "customer");
        Changes changes = customer == null ? call.changes() : TestClocks.timeOf(call, customer);
        ObjectNode session = changes.draft(SESSION);
        List<ObjectNode> items = items(changes, params, mode);
        call.applyTo(
                session, "line_items", "discounts", "payment_status", "status", "shipping_options");
        session.put("mode", mode);
        String id = Json.id(session);
        session.put("url", hosted ? changes.engine().base() + "/pay/checkout/" + id : null);
        if (!hosted) {
            session.put("client_secret", id + "_secret_" + changes.engine().ids().token(40));
        }
        if (!params.has("expires_at")) {
            session.put("expires_at", changes.now() + Periods.DAY);
        }
        if (customer != null) {
            session.set("customer_details", Shapes.of("session.customer", customer));
        } else {
            session.put(
                    "customer_creation", mode.equals("subscription") ? "always" : "if_required");
            params.copyTo(session, "customer_creation");
        }
        total(changes, session, params, items);
        if (mode.equals("setup")) {
            session.put("payment_status", "no_payment_required");
            ObjectNode intent = changes.draft("setup_intent");
            Json.copy(session, intent, "customer", "payment_method_types");
            params.hash("setup_intent_data").copyTo(intent, "description", "metadata");
            session.set("setup_intent", changes.insert(intent).get("id"));
        }
        changes.add(session);
        SoldItems.store(changes, items, id);
        keep(changes, params, id);
        timeline.watch(changes, session);
        return Answer.of(session);
    }

    /** A payment link sells what a session would. */
    private static Answer createLink(Call call) {
        List<ObjectNode> items = SoldItems.read(call.changes(), call.params(), false);
        Totals.Terms terms = new Totals.Terms(Json.array(), Json.array(), null);
        SoldItems.total(call.account(), items, terms);
        ObjectNode link = Json.read(call.proceed().body());
        link.set("currency", items.get(0).get("currency"));
        call.changes().keep(link);
        SoldItems.store(call.changes(), items, Json.id(link));
        return Answer.of(link);
    }

    private static void keep(Changes changes, Params params, String id) {
        ObjectNode hidden = Json.object();
        for (String name : KEPT) {
            if (params.has(name)) {
                hidden.set(name, params.tree().get(name).deepCopy());
            }
        }
        changes.hide(SESSION, id, hidden);
    }

    private static List<ObjectNode> items(Changes changes, Params params, String mode) {
        List<ObjectNode> items = SoldItems.read(changes, params, false);
        boolean recurring =
                items.stream().anyMatch(each -> each.path("price").path("recurring").isObject());
        refuseIf(recurring && mode.equals("payment"), "recurring_price_in_payment_mode");
        missingIf(items.isEmpty() && !mode.equals("setup"), "line_items");
        refuseIf(mode.equals("subscription") && !recurring, "no_recurring_price");
        return items;
    }

    private static void total(
            Changes changes, ObjectNode session, Params params, List<ObjectNode> items) {
        if (items.isEmpty()) {
            if (params.has("currency")) {
                session.put("currency", Money.currency(params));
            }
            return;
        }
        session.set("currency", items.get(0).get("currency"));
        long shipping = shipping(changes, session, params);
        ArrayNode discounts = Json.array();
        long subtotal =
                items.stream().mapToLong(each -> Json.number(each, "amount_subtotal")).sum();
        session.put("amount_subtotal", subtotal).putArray("discounts");
        for (ObjectNode each : Discounts.read(changes, params, "checkout_session", session)) {
            discounts.add(each);
            ObjectNode shown = session.withArray("discounts").addObject();
            shown.set("coupon", each.path("source").get("coupon"));
            shown.set("promotion_code", each.get("promotion_code"));
        }
        ObjectNode customer = changes.named("customer", session);
        String exempt = customer == null ? null : Json.text(customer, "tax_exempt");
        Totals.Terms terms =
                new Totals.Terms(
                        discounts,
                        params.hash("subscription_data").tree().path("default_tax_rates"),
                        exempt);
        SoldItems.show(session, SoldItems.total(changes.account(), items, terms), shipping);
    }

    /** The buyer is offered all rates; the first is chosen until the buyer chooses another. */
    private static long shipping(Changes changes, ObjectNode session, Params params) {
        ArrayNode options = session.putArray("shipping_options");
        for (Params each : params.hashes("shipping_options")) {
            String path = "shipping_options[" + options.size() + ']';
            ObjectNode cost = ShippingRates.cost(changes, each, path);
            if (options.isEmpty()) {
                session.set("shipping_cost", cost);
            }
            ObjectNode option = options.addObject();
            option.set("shipping_amount", cost.get("amount_total"));
            option.set("shipping_rate", cost.get("shipping_rate"));
        }
        return Json.number(session.path("shipping_cost"), "amount_total");
    }

    private Answer expireByRequest(Call call) {
        ObjectNode session = call.require(SESSION);
        requireOpen(session, "expired");
        expire(call.changes(), session);
        return Answer.of(session);
    }

    /** 400 unless the buyer could still pay. */
    static void requireOpen(ObjectNode session, String what) {
        String status = Json.text(session, "status");
        refuseIf(!status.equals("open"), "checkout_session_not_open", what, status);
    }

    private void expire(Changes changes, ObjectNode session) {
        session.put("status", "expired").putNull("url");
        changes.update(session, "expired");
    }

    private static Long due(ObjectNode session) {
        return Json.is(session, "status", "open")
                ? Long.valueOf(Json.number(session, "expires_at"))
                : null;
    }
}
