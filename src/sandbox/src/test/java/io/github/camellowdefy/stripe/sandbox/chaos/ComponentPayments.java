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
