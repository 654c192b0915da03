// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.Params;
import io.github.camellowdefy.stripe.sandbox.engine.Shapes;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.util.ArrayList;
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
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/checkout/sessions", this::create)
                .on("POST /v1/payment_links", CheckoutSessions::createLink)
                .on("POST /v1/checkout/sessions/{id}/expire", this::expireByRequest);
    }

    private Answer create(Call call) {
        Params params = call.params();
        String mode = params.text("mode");
        String ui = params.text("ui_mode");
        boolean hosted = ui == null || ui.startsWith("hosted");
        if (hosted && !params.has("success_url")) {
            throw StripeError.missing("success_url");
        }
        ObjectNode customer = call.reference("customer", "customer");
        Changes changes = customer == null ? call.changes() : TestClocks.timeOf(call, customer);
        ObjectNode session = changes.draft(SESSION);
        List<ObjectNode> items = items(changes, params, mode);
        call.applyTo(session, "line_items", "discounts", "payment_status", "status");
        session.put("mode", mode);
        String id = Json.text(session, "id");
        session.put("url", hosted ? "https://checkout.stripe.com/c/pay/" + id : null);
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
        }
        changes.add(session);
        for (int i = items.size() - 1; i >= 0; i--) {
            changes.add(items.get(i), id);
        }
        keep(changes, params, id);
        timeline.watch(changes, session);
        return Answer.of(session);
    }

    /** A payment link sells what a session would. */
    private static Answer createLink(Call call) {
        call.params().require("line_items");
        List<ObjectNode> items = new ArrayList<>();
        for (Params each : call.params().hashes("line_items")) {
            String path = "line_items[" + items.size() + ']';
            items.add(item(call.changes(), each, path));
        }
        ObjectNode link = Json.read(call.proceed().body());
        link.set("currency", items.get(0).get("currency"));
        call.changes().keep(link);
        for (int i = items.size() - 1; i >= 0; i--) {
            call.changes().add(items.get(i), Json.text(link, "id"));
        }
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
        List<ObjectNode> items = new ArrayList<>();
        boolean recurring = false;
        int i = 0;
        for (Params each : params.hashes("line_items")) {
            ObjectNode item = item(changes, each, "line_items[" + i++ + ']');
            boolean repeats = item.get("price").path("recurring").isObject();
            if (repeats && mode.equals("payment")) {
                throw StripeError.refusal("recurring_price_in_payment_mode");
            }
            recurring |= repeats;
            items.add(item);
        }
        if (items.isEmpty() && !mode.equals("setup")) {
            throw StripeError.missing("line_items");
        }
        if (mode.equals("subscription") && !recurring) {
            throw StripeError.refusal("no_recurring_price");
        }
        return items;
    }

    /** What is sold, and how many; not stored. */
    static ObjectNode item(Changes changes, Params params, String path) {
        ObjectNode price = Prices.of(changes, params, path + "[price]");
        if (price == null) {
            throw StripeError.missing(path + "[price]");
        }
        Long quantity = params.integer("quantity");
        if (quantity == null && !params.has("adjustable_quantity")) {
            throw StripeError.refusal("quantity_missing", path).param(path + "[quantity]");
        }
        long count = quantity == null ? 1 : quantity;
        long amount = Prices.amount(price, count);
        ObjectNode facts = Json.object().put("amount", amount).put("quantity", count);
        facts.put("description", Lines.productName(changes.account(), price)).set("price", price);
        ObjectNode item = changes.draft("item");
        item.setAll(Shapes.of("session.item", facts));
        return item;
    }

    private static void total(
            Changes changes, ObjectNode session, Params params, List<ObjectNode> items) {
        if (items.isEmpty()) {
            if (params.has("currency")) {
                session.put("currency", Money.currency(params));
            }
            return;
        }
        long subtotal = 0;
        for (ObjectNode item : items) {
            subtotal += Json.number(item, "amount_subtotal");
        }
        long off = 0;
        for (JsonNode id : Discounts.redeem(changes, params, "checkout_session", session)) {
            ObjectNode discount = Discounts.find(changes.account(), id);
            off += Discounts.amount(discount, subtotal - off);
            ObjectNode shown = session.withArray("discounts").addObject();
            shown.set("coupon", discount.path("coupon").get("id"));
            shown.set("promotion_code", discount.get("promotion_code"));
        }
        session.put("amount_subtotal", subtotal).put("amount_total", subtotal - off);
        session.set("currency", items.get(0).get("currency"));
        session.putObject("total_details")
                .put("amount_discount", off)
                .put("amount_shipping", 0)
                .put("amount_tax", 0);
    }

    private Answer expireByRequest(Call call) {
        ObjectNode session = call.account().require(SESSION, call.id(0));
        requireOpen(session, "expired");
        expire(call.changes(), session);
        return Answer.of(session);
    }

    /** 400 unless the buyer could still pay. */
    static void requireOpen(ObjectNode session, String what) {
        String status = Json.text(session, "status");
        if (!status.equals("open")) {
            throw StripeError.refusal("checkout_session_not_open", what, status);
        }
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
