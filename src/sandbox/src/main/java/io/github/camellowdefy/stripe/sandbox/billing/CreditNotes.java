// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.payments.Refunds;
import io.github.camellowdefy.stripe.sandbox.pricing.Totals;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.Locale;

/**
 * Credit notes: before an invoice is paid they lower what is left of it; afterwards they give money
 * back, to the customer's balance, by a refund, or outside of Stripe.
 */
record CreditNotes(InvoiceBook book, Refunds refunds) implements Behaviours.Module {

    private static final String NOTE = "credit_note";

    @Override
    public void register(Behaviours table) {
        String all = "/v1/credit_notes";
        table.on("POST " + all, this::create)
                .on("GET " + all + "/preview", call -> Answer.of(shown(call)))
                .on(
                        "GET " + all + "/preview/lines",
                        call -> call.page(Lines.data(shown(call), "lines")))
                .on(
                        "GET " + all + "/{id}/lines",
                        call -> call.page(Lines.data(call.require(NOTE), "lines")))
                .on("POST " + all + "/{id}/void", this::cancel);
    }

    private static ObjectNode shown(Call call) {
        ObjectNode invoice = call.reference("invoice", "invoice");
        return call.changes().complete(draft(call, call.changes(), invoice));
    }

    private Answer create(Call call) {
        ObjectNode invoice = call.reference("invoice", "invoice");
        Changes changes = TestClocks.timeOf(call, invoice);
        ObjectNode note = draft(call, changes, invoice);
        long total = Json.number(note, "total");
        if (Json.is(note, "type", "pre_payment")) {
            changes.insert(note);
            lower(changes, invoice, total);
            return Answer.of(note);
        }
        Params params = call.params();
        long refunded = params.integer("refund_amount", 0);
        ObjectNode intent = changes.named("payment_intent", invoice);
        if (refunded > 0) {
            ObjectNode charge = changes.named("charge", invoice);
            if (charge == null && intent != null) {
                charge = changes.find("charge", Json.text(intent, "latest_charge"));
            }
            refuseIf(charge == null, "nothing_to_refund");
            ObjectNode refund = refunds.refund(changes, charge, refunded);
            addRefund(note, refund.get("id"), refunded);
        }
        for (Params each : params.hashes("refunds")) {
            ObjectNode refund =
                    changes.account().referenced("refund", each.requireText("refund"), "refunds");
            addRefund(note, refund.get("id"), amountOf(each, refund));
        }
        long credited = params.integer("credit_amount", 0);
        if (credited > 0) {
            ObjectNode customer = changes.named("customer", invoice);
            ObjectNode transaction =
                    CustomerBalances.change(changes, customer, -credited, NOTE, invoice);
            transaction.set("credit_note", note.get("id"));
            changes.keep(transaction);
            changes.update(customer);
            note.set("customer_balance_transaction", transaction.get("id"));
        }
        changes.insert(note);
        long before = Json.number(invoice, "post_payment_credit_notes_amount");
        changes.update(invoice.put("post_payment_credit_notes_amount", before + total));
        return Answer.of(note);
    }

    private static void addRefund(ObjectNode note, JsonNode refund, long amount) {
        ObjectNode facts = Json.object("refund", refund, "amount", amount);
        note.withArray("refunds").add(Shapes.of("credit_note.refund", facts));
    }

    private static long amountOf(Params named, ObjectNode refund) {
        return named.integer("amount_refunded", Json.number(refund, "amount"));
    }

    /** Less of an open invoice is left; with nothing left it is paid. */
    private void lower(Changes changes, ObjectNode invoice, long amount) {
        long remaining = Json.number(invoice, "amount_remaining") - amount;
        long notes = Json.number(invoice, "pre_payment_credit_notes_amount") + amount;
        invoice.put("pre_payment_credit_notes_amount", notes);
        invoice.put("amount_due", Json.number(invoice, "amount_due") - amount);
        book.lower(changes, invoice, remaining);
        changes.update(invoice);
        if (remaining == 0) {
            book.markPaid(changes, invoice, Json.number(invoice, "amount_paid"));
        }
    }

    private Answer cancel(Call call) {
        ObjectNode note = call.require(NOTE);
        ObjectNode invoice = call.account().named("invoice", note);
        Changes changes = TestClocks.timeOf(call, invoice);
        refuseIf(
                Json.is(note, "status", "void") || !Json.is(invoice, "status", "open"),
                "credit_note_not_voidable");
        note.put("status", "void").put("voided_at", changes.now());
        changes.update(note, "updated", "voided");
        lower(changes, invoice, -Json.number(note, "total"));
        return Answer.of(note);
    }

    /** A credit note as the parameters describe it, checked and not stored. */
    private static ObjectNode draft(Call call, Changes changes, ObjectNode invoice) {
        String status = Json.text(invoice, "status");
        boolean open = status.equals("open");
        refuseIf(!open && !status.equals("paid"), "invoice_not_creditable", status);
        ObjectNode note = changes.draft(NOTE);
        call.applyTo(note, "lines", "amount", "refunds", "invoice");
        Json.copy(invoice, note, "currency", "customer");
        note.set("invoice", invoice.get("id"));
        String id = Json.id(note);
        long serial = 1 + changes.account().where(NOTE, "invoice", Json.id(invoice)).count();
        String number = Json.text(invoice, "number");
        note.put("number", String.format(Locale.ROOT, "%s-CN-%02d", number, serial));
        note.put("pdf", changes.engine().base() + "/pay/credit_note/" + id + "/pdf");
        note.set("lines", Lines.list("/v1/credit_notes/" + id + "/lines"));
        total(call, changes, note, invoice);
        long total = Json.number(note, "total");
        long left =
                open
                        ? Json.number(invoice, "amount_remaining")
                        : Json.number(invoice, "total")
                                - Json.number(invoice, "pre_payment_credit_notes_amount")
                                - Json.number(invoice, "post_payment_credit_notes_amount");
        String currency = Json.text(invoice, "currency");
        refuseIf(
                total > left,
                "credit_note_too_large",
                Money.shown(total, currency),
                Money.shown(left, currency));
        note.put("type", open ? "pre_payment" : "post_payment");
        note.put("pre_payment_amount", open ? total : 0);
        note.put("post_payment_amount", open ? 0 : total);
        Params params = call.params();
        note.put("out_of_band_amount", params.integer("out_of_band_amount"));
        long given = given(params);
        for (Params each : params.hashes("refunds")) {
            String refund = each.requireText("refund");
            given += amountOf(each, changes.account().referenced("refund", refund, "refunds"));
        }
        refuseIf(
                given != (open ? 0 : total),
                open ? "credit_note_before_payment" : "credit_note_sum",
                Money.shown(given, currency),
                Money.shown(total, currency));
        return note;
    }

    private static void total(Call call, Changes changes, ObjectNode note, ObjectNode invoice) {
        Params params = call.params();
        ArrayNode lines = Lines.data(note, "lines");
        for (Params each : params.hashes("lines")) {
            lines.add(line(changes, invoice, each, "lines[" + lines.size() + ']'));
        }
        if (lines.isEmpty()) {
            Params whole = new Params(Json.object().put("unit_amount", sum(params)));
            lines.add(line(changes, invoice, whole, "amount"));
        }
        // taxes are on what is left after the discounts of the invoice
        ArrayNode net = lines.deepCopy();
        long off = Json.sum(net, "discount_amount");
        for (JsonNode each : net) {
            long amount = Json.number(each, "amount") - Json.number(each, "discount_amount");
            ((ObjectNode) each).put("amount", amount);
        }
        Totals.Terms terms =
                new Totals.Terms(
                        Json.array(), Json.array(), Json.text(invoice, "customer_tax_exempt"));
        Totals sums = Totals.of(changes.account(), net, terms);
        for (int i = 0; i < net.size(); i++) {
            ((ObjectNode) lines.get(i)).set("taxes", net.get(i).get("taxes"));
        }
        note.with("lines").put("total_count", lines.size());
        note.put("subtotal", sums.amount() + off).put("total", sums.total());
        note.put("subtotal_excluding_tax", sums.amount() + off - sums.inclusive());
        note.put("total_excluding_tax", sums.total() - sums.tax());
        note.put("amount", sums.total()).put("discount_amount", off);
        note.set("total_taxes", sums.taxes());
        Long asked = params.integer("amount");
        refuseIf(asked != null && asked != sums.total(), "credit_note_amount", asked, sums.total());
    }

    /** What is given back but by refunds that were made before. */
    private static long given(Params params) {
        return params.integer("credit_amount", 0)
                + params.integer("refund_amount", 0)
                + params.integer("out_of_band_amount", 0);
    }

    private static long sum(Params params) {
        long sum = params.integer("amount", given(params));
        missingIf(sum == 0, "amount");
        return sum;
    }

    private static ObjectNode line(
            Changes changes, ObjectNode invoice, Params params, String path) {
        ObjectNode facts = Json.object();
        facts.put("id", changes.engine().ids().next("credit_note_line_item"));
        String of = params.text("invoice_line_item");
        if (of != null) {
            ObjectNode sold = InvoiceLines.find(invoice, of, path + "[invoice_line_item]");
            Long quantity = params.integer("quantity");
            Long part = params.integer("amount");
            long whole = Json.number(sold, "amount");
            long count = Math.max(1, Json.number(sold, "quantity"));
            long amount =
                    part != null
                            ? part
                            : quantity == null ? whole : Money.part(whole, quantity, count);
            if (amount > whole) {
                throw StripeError.refusal("credit_line_too_large", of).param(path + "[amount]");
            }
            long off = Json.sum(sold.path("discount_amounts"), "amount");
            facts.put("type", "invoice_line_item").put("line", of).put("amount", amount);
            facts.put("discount", whole == 0 ? 0 : Money.part(off, amount, whole));
            facts.put("quantity", quantity == null ? count : quantity);
            facts.set("description", sold.get("description"));
            facts.set("rates", taxRates(changes, sold));
        } else {
            String field =
                    params.has("unit_amount_decimal") ? "unit_amount_decimal" : "unit_amount";
            String unit = params.requireText(field);
            long count = params.integer("quantity", 1);
            facts.put("amount", Money.times(unit, count));
            facts.put("type", "custom_line_item").put("quantity", count).put("unit", unit);
            facts.put("description", params.text("description")).put("discount", 0);
            ArrayNode rates = facts.putArray("rates");
            for (String rate : params.texts("tax_rates")) {
                rates.add(changes.account().referenced("tax_rate", rate, path + "[tax_rates]"));
            }
        }
        ObjectNode line = Shapes.of("credit_note.line", facts);
        if (of == null) {
            line.remove("invoice_line_item");
        }
        return line;
    }

    private static ArrayNode taxRates(Changes changes, ObjectNode line) {
        ArrayNode rates = Json.array();
        for (JsonNode tax : line.path("taxes")) {
            String id = Json.text(tax.path("tax_rate_details"), "tax_rate");
            rates.add(changes.find("tax_rate", id));
        }
        return rates;
    }
}
