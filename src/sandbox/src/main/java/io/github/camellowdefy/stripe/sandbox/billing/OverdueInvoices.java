// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;

/** Invoices that were sent and not paid in time. Each is told of once. */
final class OverdueInvoices {

    private static final String TOLD = "told_overdue";

    private OverdueInvoices() {}

    /** When an open invoice becomes overdue, or null. */
    static Long due(Account account, ObjectNode invoice) {
        boolean sent = Json.is(invoice, "collection_method", "send_invoice");
        boolean told = account.hidden("invoice", Json.text(invoice, "id")).path(TOLD).asBoolean();
        return sent && !told && invoice.path("due_date").isNumber()
                ? Long.valueOf(Json.number(invoice, "due_date"))
                : null;
    }

    static void tell(Changes changes, ObjectNode invoice) {
        ObjectNode hidden = changes.account().hidden("invoice", Json.text(invoice, "id"));
        changes.hide("invoice", Json.text(invoice, "id"), hidden.put(TOLD, true));
        changes.emit(invoice, "overdue");
    }
}
