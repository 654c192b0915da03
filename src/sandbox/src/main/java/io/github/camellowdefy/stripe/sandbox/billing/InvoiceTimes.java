// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;

/**
 * When the next step of an invoice is due. One that was sent and not paid in time is told of once.
 */
final class InvoiceTimes {

    private static final String TOLD = "told_overdue";

    private InvoiceTimes() {}

    /** When something is due next for an invoice, or null. */
    static Long due(Account account, ObjectNode invoice) {
        String status = Json.text(invoice, "status");
        boolean open = status.equals("open");
        String field =
                open
                        ? "next_payment_attempt"
                        : status.equals("draft") ? "automatically_finalizes_at" : "";
        if (invoice.path(field).isNumber()) {
            return Json.number(invoice, field);
        }
        return open ? overdue(account, invoice) : null;
    }

    /** When an open invoice becomes overdue, or null. */
    private static Long overdue(Account account, ObjectNode invoice) {
        boolean sent = Json.is(invoice, "collection_method", "send_invoice");
        boolean told = account.hidden(invoice).path(TOLD).asBoolean();
        return sent && !told && invoice.path("due_date").isNumber()
                ? Long.valueOf(Json.number(invoice, "due_date"))
                : null;
    }

    static void tellOverdue(Changes changes, ObjectNode invoice) {
        changes.note(invoice, TOLD, true);
        changes.emit(invoice, "overdue");
    }
}
