// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.examples.pipeline.orders.Payment;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders that come back from the dead letters, on any day. */
@ExtendWith(PipelineExtension.class)
class ReplayTest {

    @Test
    void whatStripeNeverSawIsPaidOnTheSameDay(Pipeline pipeline) throws Exception {
        String order = neverSeen(pipeline);

        pipeline.replay();

        Payment paid = pipeline.settled(order);
        assertThat(paid.key()).isEqualTo("order-" + order);
        assertThat(intents(pipeline, order)).isOne();
    }

    @Test
    void whatStripeNeverSawIsPaidUnderANewKeyDaysLater(Pipeline pipeline) throws Exception {
        String order = neverSeen(pipeline);
        pipeline.sandbox().clock().advance(Duration.ofHours(30));

        pipeline.replay();

        Payment paid = pipeline.settled(order);
        assertThat(paid.key()).startsWith("again-").endsWith("-order-" + order);
        assertThat(intents(pipeline, order)).isOne();
    }

    @Test
    void whatWasPaidAndNobodyHeardOfIsFoundDaysLater(Pipeline pipeline) throws Exception {
        String order = "paid-unheard";
        Map<?, ?> intent = pay(pipeline, order);
        // its event has come and gone before the row was there
        pipeline.settledEvents();
        begun(pipeline, order, Duration.ofDays(3), Duration.ofDays(3));

        pipeline.send(order, Pipeline.json(order, 500, "pm_card_visa"));

        Payment found = pipeline.settled(order);
        assertThat(found.state().paymentIntent()).isEqualTo(intent.get("id"));
        assertThat(found.state().amountReceived()).isEqualTo(500);
        assertThat(intents(pipeline, order)).isOne();
    }

    @Test
    void anOldKeyThatWasTriedMinutesAgoHasToWaitForTheSearch(Pipeline pipeline) throws Exception {
        String order = "tried-late";
        begun(pipeline, order, Duration.ofHours(23), Duration.ofMinutes(5));
        pipeline.send(order, Pipeline.json(order, 500, "pm_card_visa"));

        assertThat(pipeline.letter(order).reason()).contains("in a quarter of an hour");
        assertThat(pipeline.letter(order).replayed()).isTrue();
        assertThat(intents(pipeline, order)).isZero();

        pipeline.sandbox().clock().advance(Duration.ofMinutes(15));
        pipeline.replay();
        pipeline.settled(order);
        assertThat(intents(pipeline, order)).isOne();
    }

    @Test
    void aReplayOfWhatIsSettledDoesNothing(Pipeline pipeline) throws Exception {
        String order = neverSeen(pipeline);
        pipeline.replay();
        Payment paid = pipeline.settled(order);

        for (int i = 0; i < 2; i++) {
            pipeline.send(order, Pipeline.json(order, 500, "pm_card_visa"));
            pipeline.replay();
        }

        await().until(() -> pipeline.lag("payments", Topics.ORDERS) == 0);
        assertThat(pipeline.payments().find(order)).isEqualTo(paid);
        assertThat(intents(pipeline, order)).isOne();
    }

    /** An order that fails until it is among the dead letters; Stripe did nothing about it. */
    private static String neverSeen(Pipeline pipeline) {
        pipeline.sandbox().faults().next(Fault.RESET_BEFORE, 1000, "POST /v1/payment_intents");
        String order = pipeline.order(500, "pm_card_visa");
        assertThat(pipeline.letter(order).replayed()).isTrue();
        pipeline.sandbox().faults().clear();
        assertThat(intents(pipeline, order)).isZero();
        return order;
    }

    private static void begun(Pipeline pipeline, String order, Duration key, Duration tried) {
        Instant now = pipeline.sandbox().clock().instant();
        pipeline.sql()
                .update(
                        """
                        INSERT INTO payments (order_id, amount, currency, payment_method,
                                              idempotency_key, key_made, tried, status)
                        VALUES (?, 500, 'eur', 'pm_card_visa', ?, ?, ?, 'started')
                        """,
                        order,
                        "order-" + order,
                        Timestamp.from(now.minus(key)),
                        Timestamp.from(now.minus(tried)));
    }

    private static Map<?, ?> pay(Pipeline pipeline, String order) {
        return pipeline.stripe("paymentIntents/create", Pipeline.intent(Map.of("order", order)));
    }

    private static int intents(Pipeline pipeline, String order) {
        return pipeline.sandbox().paymentIntents().withMetadata("order", order).count();
    }
}
