// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

import io.github.camellowdefy.stripe.StripeConstants;
import org.apache.camel.Exchange;
import org.apache.camel.model.RouteDefinition;

/** Payments through this component. */
final class ComponentPayments extends PaymentRun {

    ComponentPayments(Account account, Repeats repeats) throws Exception {
        super(account, repeats);
    }

    @Override
    void pay(RouteDefinition route, Account account, Repeats repeats, int timeoutMillis) {
        route.process(
                        exchange ->
                                exchange.getMessage()
                                        .setBody(charge(exchange.getMessage().getHeader("order"))))
                .to(
                        "stripe:charges/create?secretKey="
                                + account.secretKey()
                                + "&apiBase="
                                + account.url()
                                + "&timeout="
                                + timeoutMillis
                                + "&maxNetworkRetries="
                                + repeats.networkRetries());
    }

    @Override
    String keyOf(Exchange failed) {
        return failed.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED, String.class);
    }
}
