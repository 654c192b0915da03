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
    @CsvSource({"RESET_AFTER", "ERROR_500_AFTER", "LOCK_409"})
    void whatFailsOnTheWayIsRepeatedUnderTheSameKey(Fault fault, Pipeline pipeline)
            throws Exception {
        pipeline.sandbox().faults().next(fault, 3, "POST /v1/payment_intents");
        String order = pipeline.order(700, "pm_card_visa");

        assertThat(pipeline.settled(order).state().status()).isEqualTo("succeeded");
        await().until(() -> pipeline.lag("payments", Topics.ORDERS) == 0);
        assertThat(pipeline.letters()).doesNotContainKey(order);
        assertThat(intents(pipeline, order)).isOne();
    }

    @Test
    void whatIsNoOrderHoldsUpNobody(Pipeline pipeline) {
        // the same key is the same partition
        pipeline.send("held", "{\"id\": \"held\", \"amount\": 19.5}");
        pipeline.send("held", Pipeline.json("held", 100, "pm_card_visa"));

        assertThat(pipeline.settled("held").state().status()).isEqualTo("succeeded");
        assertThat(pipeline.letter("held"))
                .isEqualTo(
                        new Pipeline.Letter(
                                "The amount of order held is 19.5; expected whole minor units, no fraction of a cent: 1999 for 19.99.",
                                false));
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
