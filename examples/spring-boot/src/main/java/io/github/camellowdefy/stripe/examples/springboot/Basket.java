// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.springboot;

import java.util.List;
import java.util.Map;
import org.apache.camel.Header;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the shop sells. Prices are the shop's: nobody else may say what is to be paid. */
@Component("basket")
public class Basket {

    private static final Map<String, Integer> CENTS = Map.of("tea", 1200, "teapot", 3500);

    private final String url;

    Basket(@Value("${shop.url}") String url) {
        this.url = url;
    }

    /** The arguments of {@code checkout/sessions/create}. */
    public Map<String, Object> checkout(@Header("product") String product) {
        Integer cents = product == null ? null : CENTS.get(product);
        if (cents == null) {
            throw new IllegalArgumentException("The shop sells " + CENTS.keySet());
        }
        return Map.of(
                "mode",
                "payment",
                "success_url",
                url + "/thanks?session={CHECKOUT_SESSION_ID}",
                "metadata",
                Map.of("product", product),
                "line_items",
                List.of(
                        Map.of(
                                "quantity",
                                1,
                                "price_data",
                                Map.of(
                                        "currency",
                                        "eur",
                                        "unit_amount",
                                        cents,
                                        "product_data",
                                        Map.of("name", product)))));
    }

    /** The arguments of {@code refunds/create}. */
    public Map<String, Object> refund(@Header("payment") String payment) {
        if (payment == null) {
            throw new IllegalArgumentException("Name the payment: /refund?payment=pi_...");
        }
        return Map.of("payment_intent", payment);
    }
}
