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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Account;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;

/** The next invoice of a subscription or customer, computed and not stored. */
final class InvoicePreviews {

    private InvoicePreviews() {}

    static Answer show(Call call) {
        return Answer.of(preview(call));
    }

    static Answer lines(Call call) {
        return Lines.page(call, Lines.data(preview(call), "lines"));
    }

    private static ObjectNode preview(Call call) {
        Account account = call.account();
        ObjectNode customer = call.reference("customer", "customer");
        ObjectNode subscription = call.reference("subscription", "subscription");
        if (subscription == null && customer != null) {
            subscription =
                    account.where("subscription", "customer", Json.text(customer, "id"))
                            .filter(each -> !SubscriptionCycle.isEnded(each))
                            .findFirst()
                            .orElse(null);
        }
        if (customer == null && subscription != null) {
            customer = account.find("customer", Json.text(subscription, "customer"));
        }
        if (customer == null) {
            throw StripeError.missing("customer");
        }
        Changes changes = TestClocks.timeOf(call, customer);
        if (subscription == null || ends(subscription)) {
            throw StripeError.of(
                            404,
                            "invalid_request_error",
                            "No upcoming invoices for customer: " + Json.text(customer, "id"))
                    .code("invoice_upcoming_none");
        }
        long at = SubscriptionCycle.periodEnd(subscription);
        ObjectNode next = subscription.deepCopy();
        next.put("status", "active");
        long anchor = Json.number(next, "billing_cycle_anchor");
        for (JsonNode item : Lines.data(next, "items")) {
            SubscriptionItems.startPeriod((ObjectNode) item, at, anchor);
        }
        ObjectNode invoice =
                InvoiceDrafts.forSubscription(
                        changes.at(at),
                        next,
                        "upcoming",
                        Json.number(subscription, "current_period_start"),
                        false);
        InvoiceDrafts.addItems(changes, invoice, next);
        InvoiceDrafts.showPending(changes, invoice, Json.text(next, "id"));
        InvoiceDrafts.total(changes, invoice);
        invoice.put("id", "upcoming_" + Json.text(invoice, "id"));
        invoice.put("next_payment_attempt", at + Periods.HOUR);
        return invoice;
    }

    private static boolean ends(ObjectNode subscription) {
        return SubscriptionCycle.isEnded(subscription)
                || subscription.path("cancel_at_period_end").asBoolean();
    }
}
