// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.examples.pipeline.orders.Payment;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the topic of the orders to the table of the payments. */
@ExtendWith(PipelineExtension.class)
class OrdersTest {

    @Test
    void anOrderIsPaidOnce(Pipeline pipeline) {
        String order = pipeline.order(1999, "pm_card_visa");

        Payment payment = pipeline.settled(order);
        assertThat(payment.state().status()).isEqualTo("succeeded");
        assertThat(payment.state().amountReceived()).isEqualTo(1999);
        assertThat(intents(pipeline, order)).isOne();
    }

    @Test
    void aDeclineIsAnOutcome(Pipeline pipeline) {
        String order = pipeline.order(1999, "pm_card_chargeDeclinedInsufficientFunds");

        Payment payment = pipeline.settled(order);
        assertThat(payment.state().status()).isEqualTo("declined");
        assertThat(payment.state().declineCode()).isEqualTo("insufficient_funds");
        assertThat(payment.state().paymentIntent()).startsWith("pi_");
        assertThat(intents(pipeline, order)).isOne();
    }

    @ParameterizedTest
    @CsvSource({"RESET_AFTER", "CLOSE_BEFORE", "TRUNCATED_BODY", "ERROR_500_AFTER", "LOCK_409"})
    void whatFailsOnTheWayIsRepeatedUnderTheSameKey(Fault fault, Pipeline pipeline)
            throws Exception {
        pipeline.sandbox().faults().next(fault, 4, "POST /v1/payment_intents");
        String order = pipeline.order(700, "pm_card_visa");

        assertThat(pipeline.settled(order).state().status()).isEqualTo("succeeded");
        await().until(() -> pipeline.lag("payments", Topics.ORDERS) == 0);
        assertThat(pipeline.letters()).doesNotContainKey(order);
        assertThat(intents(pipeline, order)).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"amount\": 5, \"currency\": \"eur\"} | The order has no id; expected one such as \"7\".",
                "{\"id\": \"x y\"} | The id of the order is \"x y\"; expected 1 to 100 letters, digits or . _ : / -",
                "{\"id\": \"b1\", \"currency\": \"eur\"} | Order b1 has no amount; expected minor units: 1999 for 19.99.",
                "{\"id\": \"b1\", \"amount\": 19.5} | The amount of order b1 is 19.5; expected whole minor units, no fraction of a cent: 1999 for 19.99.",
                "{\"id\": \"b1\", \"amount\": -5} | The amount of order b1 is -5; expected more than 0.",
                "{\"id\": \"b1\", \"amount\": 0} | The amount of order b1 is 0; expected more than 0.",
                "{\"id\": \"b1\", \"amount\": 1e999999999} | The amount of order b1 is 1E+999999999; expected at most 1000000 minor units.",
                "{\"id\": \"b1\", \"amount\": 1e-999999999} | The amount of order b1 is 1E-999999999; expected whole minor units, no fraction of a cent: 1999 for 19.99.",
                "{\"id\": \"b1\", \"amount\": \"19\"} | The amount of order b1 is \"19\"; expected a number of minor units, without quotes: 1999.",
                "{\"id\": \"b1\", \"amount\": 5} | Order b1 has no currency; expected a code such as \"eur\".",
                "{\"id\": \"b1\", \"amount\": 5, \"currency\": \"euro\"} | The currency of order b1 is \"euro\"; expected an ISO code such as \"eur\".",
                "{\"id\": \"b1\", \"amount\": 5, \"currency\": \"eur\"} | Order b1 has no payment_method; expected one such as \"pm_card_visa\".",
                "[1] | The message is a JSON array; expected an object with id, amount and currency.",
                "one tea | The message is not JSON: Unrecognized token 'one': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "{\"id\": \"b1\", \"id\": \"b2\"} | The message is not JSON: Duplicate field 'id'",
            })
    void whatIsNoOrderGoesToTheDeadLettersWithOneSentence(
            String message, String sentence, Pipeline pipeline) {
        String key = "bad " + message;
        pipeline.send(key, message);

        assertThat(pipeline.letter(key)).isEqualTo(new Pipeline.Letter(sentence, false));
    }

    @Test
    void whatIsNoOrderHoldsUpNobody(Pipeline pipeline) {
        // the same key is the same partition
        pipeline.send("held", "no order");
        pipeline.send("held", Pipeline.json("held", 100, "pm_card_visa"));

        assertThat(pipeline.settled("held").state().status()).isEqualTo("succeeded");
    }

    @Test
    void anOrderThatComesAgainIsNotPaidAgain(Pipeline pipeline) {
        String order = pipeline.order(300, "pm_card_visa");
        pipeline.settled(order);
        pipeline.send(order, Pipeline.json(order, 300, "pm_card_visa"));
        pipeline.send(order, Pipeline.json(order, 400, "pm_card_visa"));

        assertThat(pipeline.letter(order).reason())
                .isEqualTo(
                        "Order %s came before as 300 eur by pm_card_visa and is now 400 eur by pm_card_visa; expected the same order, or another id."
                                .formatted(order));
        assertThat(intents(pipeline, order)).isOne();
        assertThat(pipeline.payments().find(order).state().amountReceived()).isEqualTo(300);
    }

    @Test
    void whatStripeDoesNotTakeIsRefusedAndNotTriedAgain(Pipeline pipeline) {
        String order = pipeline.order(300, "pm_of_nobody");

        Pipeline.Letter letter = pipeline.letter(order);
        assertThat(letter.reason()).contains("pm_of_nobody");
        assertThat(letter.replayed()).isFalse();
        assertThat(pipeline.payments().find(order).state().status()).isEqualTo("refused");
    }

    private static int intents(Pipeline pipeline, String order) {
        return pipeline.sandbox().paymentIntents().withMetadata("order", order).count();
    }
}
