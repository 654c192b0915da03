// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.payments.Customers;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow.Presence;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.pricing.ShippingRates;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.List;

/** The operations of invoices; what happens then is {@link InvoiceBook}'s. */
record Invoices(InvoiceBook book) implements Behaviours.Module {

    private static final String INVOICE = "invoice";
    private static final String[] OWN_RULES =
            ("customer currency discounts lines status pending_invoice_items_behavior"
                            + " default_tax_rates shipping_cost")
                    .split(" ");
    private static final List<String> OWED = List.of("open", "uncollectible");
    private static final List<String> TERMS =
            List.of("discounts", "coupon", "default_tax_rates", "shipping_cost");

    @Override
    public void register(Behaviours table) {
        String one = "/v1/invoices/{id}";
        table.on("POST /v1/invoices", this::create)
                .on("POST " + one, Invoices::update)
                .on("DELETE " + one, Invoices::delete)
                .on("POST " + one + "/finalize", this::finalizeDraft)
                .on("POST " + one + "/pay", this::pay)
                .on("POST " + one + "/send", this::send)
                .on("POST " + one + "/attach_payment", this::attachPayment)
                .on("POST " + one + "/void", this::voidInvoice)
                .on("POST " + one + "/mark_uncollectible", this::markUncollectible)
                .on("POST /v1/invoices/create_preview", InvoicePreviews::show)
                .on("GET /v1/invoices/upcoming", InvoicePreviews::show)
                .on("GET /v1/invoices/upcoming/lines", InvoicePreviews::lines);
    }

    private Answer create(Call call) {
        Params params = call.params();
        ObjectNode subscription = call.reference("subscription", "subscription");
        ObjectNode customer =
                subscription == null
                        ? call.reference("customer", "customer")
                        : call.account().named("customer", subscription);
        missingIf(customer == null, "customer");
        Changes changes = TestClocks.timeOf(call, customer);
        String currency = params.has("currency") ? Money.currency(params) : currency(customer);
        ObjectNode invoice =
                subscription == null
                        ? InvoiceDrafts.forCustomer(changes, customer, currency)
                        : InvoiceDrafts.forSubscription(
                                changes, subscription, "manual", changes.now(), false);
        invoice.put("auto_advance", false);
        call.applyTo(invoice, OWN_RULES);
        Long days = params.integer("days_until_due");
        if (days != null) {
            invoice.put("due_date", changes.now() + days * Periods.DAY);
        }
        boolean sends = Json.is(invoice, "collection_method", "send_invoice");
        refuseIf(sends && days == null && !params.has("due_date"), "due_date_missing");
        terms(changes, invoice, params);
        if (subscription != null || params.is("pending_invoice_items_behavior", "include")) {
            String id = subscription == null ? null : Json.id(subscription);
            InvoiceDrafts.takePending(changes, invoice, id);
        }
        book.open(changes, invoice);
        return Answer.of(invoice);
    }

    private static String currency(ObjectNode customer) {
        String own = Json.text(customer, "currency");
        return own == null ? "usd" : own;
    }

    private static Answer update(Call call) {
        ObjectNode invoice = call.require(INVOICE);
        call.applyTo(invoice, OWN_RULES);
        if (TERMS.stream().anyMatch(call.params()::sent)) {
            InvoiceItems.requireDraft(invoice);
            terms(call.changes(), invoice, call.params());
            InvoiceDrafts.total(call.changes(), invoice);
        }
        return Answer.of(call.changes().update(invoice));
    }

    /** Applies what changes the total: discounts, taxes, shipping. */
    private static void terms(Changes changes, ObjectNode invoice, Params params) {
        if (params.sent("discounts") || params.has("coupon")) {
            invoice.set("discounts", Discounts.redeem(changes, params, INVOICE, invoice));
        }
        params.listTo(invoice, "default_tax_rates");
        if (params.sent("shipping_cost")) {
            Params shipping = params.hash("shipping_cost");
            ObjectNode cost =
                    params.has("shipping_cost")
                            ? ShippingRates.cost(changes, shipping, "shipping_cost")
                            : Json.object();
            invoice.set("shipping_cost", cost.isEmpty() ? null : cost);
            invoice.put("amount_shipping", Json.number(cost, "amount_total"));
        }
    }

    private static Answer delete(Call call) {
        ObjectNode invoice = call.require(INVOICE);
        refuseIf(!Json.is(invoice, "status", "draft"), "only_drafts_deleted");
        for (JsonNode line : Lines.data(invoice, "lines")) {
            ObjectNode item = call.account().find("invoiceitem", Json.text(line, "invoice_item"));
            if (item != null) {
                item.putNull(INVOICE);
                call.changes().keep(item);
            }
        }
        return Answer.of(call.changes().delete(invoice));
    }

    private Answer finalizeDraft(Call call) {
        ObjectNode invoice = call.require(INVOICE);
        refuseIf(!Json.is(invoice, "status", "draft"), "invoice_already_finalized");
        if (call.params().has("auto_advance")) {
            invoice.put("auto_advance", call.params().bool("auto_advance", false));
        }
        book.finalizeDraft(TestClocks.timeOf(call, invoice), invoice);
        return Answer.of(call.require(INVOICE));
    }

    private Answer pay(Call call) {
        ObjectNode invoice = call.require(INVOICE);
        Changes changes = TestClocks.timeOf(call, invoice);
        if (Json.is(invoice, "status", "draft")) {
            book.finalizeDraft(changes, invoice);
            if (Json.is(invoice, "status", "paid")) {
                return Answer.of(call.require(INVOICE));
            }
        }
        String status = Json.text(invoice, "status");
        refuseIf(status.equals("paid"), "invoice_already_paid");
        refuseIf(!OWED.contains(status), "invoice_not_payable", status);
        if (call.params().bool("paid_out_of_band", false)) {
            book.markPaid(changes, invoice, Json.number(invoice, "amount_due"));
            return Answer.of(call.require(INVOICE));
        }
        String method = call.params().text("payment_method", call.params().text("source"));
        refuseIf(
                method == null && Customers.methodOf(call.account(), invoice) == null,
                "no_default_method");
        Presence presence =
                call.params().bool("off_session", true) ? Presence.AWAY : Presence.THERE;
        StripeError.throwIf(book.collect(changes, invoice, method, presence));
        return Answer.of(call.require(INVOICE));
    }

    private Answer attachPayment(Call call) {
        ObjectNode invoice = call.require(INVOICE);
        ObjectNode intent = call.reference("payment_intent", "payment_intent");
        if (intent == null) {
            call.params().require("payment_record");
            return call.proceed();
        }
        String status = Json.text(invoice, "status");
        refuseIf(!status.equals("open"), "invoice_not_open", status, "paid");
        for (String field : List.of("currency", "customer")) {
            refuseIf(!invoice.get(field).equals(intent.get(field)), "payment_of_other", field);
        }
        refuseIf(
                Json.text(intent, "invoice") != null,
                "payment_attached",
                Json.text(intent, "invoice"));
        book.attach(TestClocks.timeOf(call, invoice), invoice, intent);
        return Answer.of(call.require(INVOICE));
    }

    private Answer send(Call call) {
        ObjectNode invoice = call.require(INVOICE);
        Changes changes = TestClocks.timeOf(call, invoice);
        refuseIf(!Json.is(invoice, "collection_method", "send_invoice"), "invoice_not_sent");
        if (Json.is(invoice, "status", "draft")) {
            book.finalizeDraft(changes, invoice);
        }
        changes.emit(invoice, "sent");
        return Answer.of(call.require(INVOICE));
    }

    private Answer voidInvoice(Call call) {
        return giveUp(call, "void", "voided");
    }

    private Answer markUncollectible(Call call) {
        return giveUp(call, "uncollectible", "marked uncollectible");
    }

    private Answer giveUp(Call call, String status, String done) {
        ObjectNode invoice = call.require(INVOICE);
        String now = Json.text(invoice, "status");
        boolean possible =
                now.equals("open") || now.equals("uncollectible") && status.equals("void");
        refuseIf(!possible, "invoice_not_open", now, done);
        book.giveUp(TestClocks.timeOf(call, invoice), invoice, status);
        return Answer.of(invoice);
    }
}
