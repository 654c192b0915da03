// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;

/** The lines of an invoice: shown, added, changed and taken off while it is a draft. */
final class InvoiceLines implements Behaviours.Module {

    @Override
    public void register(Behaviours table) {
        String one = "/v1/invoices/{id}";
        table.on("GET " + one + "/lines", InvoiceLines::list)
                .on("POST " + one + "/lines/{line}", InvoiceLines::updateOne)
                .on("POST " + one + "/add_lines", call -> each(call, InvoiceLines::add))
                .on("POST " + one + "/update_lines", call -> each(call, InvoiceLines::update))
                .on("POST " + one + "/remove_lines", call -> each(call, InvoiceLines::remove));
    }

    private interface Step {
        void apply(Changes changes, ObjectNode invoice, Params line);
    }

    private static Answer list(Call call) {
        ObjectNode invoice = call.require("invoice");
        return call.page(Lines.data(invoice, "lines"));
    }

    private static Answer each(Call call, Step step) {
        ObjectNode invoice = draft(call);
        if (call.fields().get("invoice_metadata") instanceof ObjectNode metadata) {
            Json.hash(invoice, "metadata").setAll(metadata);
        }
        Changes changes = TestClocks.timeOf(call, invoice);
        call.params().hashes("lines").forEach(line -> step.apply(changes, invoice, line));
        return Answer.of(totalled(changes, invoice));
    }

    private static Answer updateOne(Call call) {
        ObjectNode invoice = draft(call);
        Changes changes = TestClocks.timeOf(call, invoice);
        change(changes, invoice, find(invoice, call.id(1), "line_item"), call.params());
        totalled(changes, invoice);
        return Answer.of(find(invoice, call.id(1), "line_item"));
    }

    private static void add(Changes changes, ObjectNode invoice, Params line) {
        ObjectNode item =
                line.has("invoice_item")
                        ? changes.account()
                                .referenced("invoiceitem", line.text("invoice_item"), "lines")
                        : InvoiceItems.insert(changes, line, invoice);
        InvoiceDrafts.take(changes, invoice, item);
    }

    private static void update(Changes changes, ObjectNode invoice, Params line) {
        change(changes, invoice, find(invoice, line.text("id"), "lines"), line);
    }

    private static void remove(Changes changes, ObjectNode invoice, Params line) {
        JsonNode gone = find(invoice, line.text("id"), "lines");
        ObjectNode item = item(changes, gone);
        if (item != null && line.is("behavior", "delete")) {
            changes.delete(item);
        } else if (item != null) {
            item.putNull("invoice");
            changes.keep(item);
        }
        ArrayNode lines = Lines.data(invoice, "lines");
        lines.remove(place(lines, Json.id(gone)));
    }

    /** A line of an invoice item is that item; of a subscription's line only the words change. */
    private static void change(Changes changes, ObjectNode invoice, JsonNode line, Params params) {
        ObjectNode item = item(changes, line);
        if (item != null) {
            InvoiceItems.fill(changes, item, params, true);
            changes.keep(item);
            replace(changes.account(), invoice, item);
            return;
        }
        InvoiceItems.describe(changes, (ObjectNode) line, params, true);
        Long amount = params.integer("amount");
        if (amount != null) {
            ((ObjectNode) line).put("amount", amount).put("subtotal", amount);
        }
    }

    /** The line of an invoice item takes its present form. */
    static void replace(Account account, ObjectNode invoice, ObjectNode item) {
        ArrayNode lines = Lines.data(invoice, "lines");
        for (int i = 0; i < lines.size(); i++) {
            if (item.get("id").equals(lines.get(i).get("invoice_item"))) {
                ObjectNode fresh = Lines.ofInvoiceItem(account, item);
                Json.copy(lines.get(i), fresh, "id", "invoice");
                lines.set(i, fresh);
            }
        }
    }

    private static ObjectNode item(Changes changes, JsonNode line) {
        return changes.find("invoiceitem", Json.text(line, "invoice_item"));
    }

    /** The line with this id; 400 naming the parameter without one. */
    static ObjectNode find(ObjectNode invoice, String line, String param) {
        ArrayNode lines = Lines.data(invoice, "lines");
        int place = place(lines, line);
        if (place < 0) {
            throw StripeError.noSuchReference("line item", line, param);
        }
        return (ObjectNode) lines.get(place);
    }

    private static int place(ArrayNode lines, String id) {
        for (int i = 0; i < lines.size(); i++) {
            if (id.equals(Json.id(lines.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static ObjectNode draft(Call call) {
        ObjectNode invoice = call.require("invoice");
        InvoiceItems.requireDraft(invoice);
        return invoice;
    }

    private static ObjectNode totalled(Changes changes, ObjectNode invoice) {
        InvoiceDrafts.total(changes, invoice);
        return changes.update(invoice);
    }
}
