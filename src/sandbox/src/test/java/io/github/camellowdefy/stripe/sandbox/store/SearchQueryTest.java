// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {

    private static final ObjectNode CHARGE =
            Json.read(
                    """
                    {"amount": 500, "currency": "eur", "created": 1700000000, "customer": "cus_1",
                     "refunded": false, "metadata": {"order": "Seven \\"7\\"", "empty": ""},
                     "payment_method_details": {"card": {"last4": "4242"}}}
                    """
                            .getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount:500",
                "amount=500",
                "amount>499 AND amount<=500",
                "currency:\"EUR\"",
                "currency:'usd' OR customer:\"cus_1\"",
                "-currency:\"usd\"",
                "customer~\"us_\"",
                "refunded:\"false\"",
                "metadata[\"order\"]:\"seven \\\"7\\\"\"",
                "-metadata[\"order\"]:null",
                "metadata[\"other\"]:null",
                "payment_method_details.card.last4:4242",
                "created>=1700000000 currency:'eur'",
                "  amount:500  "
            })
    void matches(String query) {
        assertThat(SearchQuery.compile("charges", query)).accepts(CHARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount:501",
                "amount<500",
                "-amount:500",
                "currency:\"eu\"",
                "currency:'eur' AND customer:'cus_2'",
                "metadata[\"order\"]:\"8\"",
                "metadata[\"order\"]:null"
            })
    void doesNotMatch(String query) {
        assertThat(SearchQuery.compile("charges", query)).rejects(CHARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "amount",
                "amount:",
                "amount:1 AND",
                "(amount:1)",
                "amount:1 AND currency:'eur' OR customer:'c'",
                "customer~'us'",
                "amount>abc",
                "currency='eur'",
                "description:'x'",
                "currency:\"eur"
            })
    void cannotBeRead(String query) {
        StripeError error =
                catchThrowableOfType(
                        StripeError.class, () -> SearchQuery.compile("charges", query));
        assertThat(error.status()).isEqualTo(400);
    }
}
