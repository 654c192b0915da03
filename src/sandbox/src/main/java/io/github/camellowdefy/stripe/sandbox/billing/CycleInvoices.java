/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Json;

/** The invoices a subscription gets by itself: drafts first, as they can still be changed. */
record CycleInvoices(InvoiceBook book) {

    /**
     * Drafts the invoice for the period that has just begun; the subscription then names it.
     *
     * @param reason such as {@code subscription_cycle}
     * @param since when the period began that has just ended
     * @param first whether it is the subscription's first that costs anything
     */
    void draft(Changes changes, ObjectNode subscription, String reason, long since, boolean first) {
        ObjectNode invoice =
                InvoiceDrafts.forSubscription(changes, subscription, reason, since, first);
        InvoiceDrafts.addItems(changes, invoice, subscription);
        InvoiceDrafts.takePending(changes, invoice, Json.text(subscription, "id"));
        String paused = Json.text(subscription.path("pause_collection"), "behavior");
        invoice.put("auto_advance", paused == null);
        book.open(changes, invoice);
        if ("void".equals(paused) || "mark_uncollectible".equals(paused)) {
            book.giveUp(changes, invoice, paused.equals("void") ? "void" : "uncollectible");
        }
        subscription.set("latest_invoice", invoice.get("id"));
    }
}
