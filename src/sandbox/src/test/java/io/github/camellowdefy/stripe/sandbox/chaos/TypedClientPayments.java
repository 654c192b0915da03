// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

import com.stripe.StripeClient;
import com.stripe.param.ChargeCreateParams;
import org.apache.camel.Exchange;
import org.apache.camel.model.RouteDefinition;

/** Payments as a route makes them without a component: stripe-java in a processor. */
final class TypedClientPayments extends PaymentRun {

    TypedClientPayments(Account account, Repeats repeats) throws Exception {
        super(account, repeats);
    }

    @Override
    void pay(RouteDefinition route, Account account, Repeats repeats, int timeoutMillis) {
        StripeClient client =
                StripeClient.builder()
                        .setApiKey(account.secretKey())
                        .setApiBase(account.url())
                        .setConnectTimeout(timeoutMillis)
                        .setReadTimeout(timeoutMillis)
                        .setMaxNetworkRetries(repeats.networkRetries())
                        .build();
        route.threads(32, 32)
                .process(
                        exchange ->
                                client.v1()
                                        .charges()
                                        .create(
                                                ChargeCreateParams.builder()
                                                        .setAmount(2000L)
                                                        .setCurrency("eur")
                                                        .setSource("tok_visa")
                                                        .putMetadata(
                                                                "order",
                                                                exchange.getMessage()
                                                                        .getHeader(
                                                                                "order",
                                                                                String.class))
                                                        .build()));
    }

    @Override
    String keyOf(Exchange failed) {
        return null;
    }
}
