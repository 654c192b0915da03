// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.examples.pipeline.orders.Payment;
import io.github.camellowdefy.stripe.examples.pipeline.orders.PaymentState;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From Stripe's events to the table, and to what the shop does. */
@ExtendWith(PipelineExtension.class)
class EventsTest {

    @Test
    void aRefundFlowsBack(Pipeline pipeline) {
        Payment paid = pipeline.settled(pipeline.order(2000, "pm_card_visa"));
        String order = paid.order().id();

        pipeline.stripe("refunds/create", refund(paid, 500));
        pipeline.await(order, row -> row.state().amountRefunded() == 500);
        await().until(() -> "part refunded".equals(pipeline.shipment(order)));

        pipeline.stripe("refunds/create", refund(paid, 1500));
        pipeline.await(order, row -> row.state().amountRefunded() == 2000);
        await().until(() -> "take back".equals(pipeline.shipment(order)));
    }

    @Test
    void aDisputeFlowsBackAndSoDoesItsEnd(Pipeline pipeline) {
        Payment paid = pipeline.settled(pipeline.order(2000, "pm_card_visa"));
        String order = paid.order().id();
        await().until(() -> "ship".equals(pipeline.shipment(order)));

        Map<String, Object> dispute = pipeline.sandbox().createDispute(paid.state().charge());
        pipeline.await(order, row -> "needs_response".equals(row.state().disputeStatus()));
        await().until(() -> "disputed".equals(pipeline.shipment(order)));

        pipeline.stripe("disputes/close", dispute.get("id"));
        pipeline.await(order, row -> "lost".equals(row.state().disputeStatus()));
    }

    @Test
    void eventsInAnyOrderLeaveWhatStripeSaysNow(Pipeline pipeline) throws Exception {
        Payment paid = pipeline.settled(pipeline.order(900, "pm_card_visa"));
        String order = paid.order().id();
        pipeline.stripe("refunds/create", refund(paid, 100));
        pipeline.stripe("refunds/create", refund(paid, 200));
        pipeline.sandbox().createDispute(paid.state().charge());
        PaymentState now =
                pipeline.await(
                                order,
                                row ->
                                        row.state().amountRefunded() == 300
                                                && row.state().disputeStatus() != null)
                        .state();
        List<Map<String, Object>> events = new ArrayList<>(pipeline.eventsOf(paid));
        assertThat(events).hasSizeGreaterThan(3);

        // as if Stripe had made them anew: none is known by its id
        for (int shuffle = 0; shuffle < 5; shuffle++) {
            Collections.shuffle(events, new Random(shuffle));
            for (Map<String, Object> event : events) {
                pipeline.publish(event, event.get("id") + "-" + shuffle);
            }
        }

        await().until(() -> pipeline.lag("reconciliation", Topics.EVENTS) == 0);
        assertThat(pipeline.payments().find(order).state()).isEqualTo(now);
    }

    @Test
    void anEventTellsTheOutcomeOfACallThatNeverGotItsAnswer(Pipeline pipeline) {
        pipeline.sandbox().faults().next(Fault.RESET_AFTER, 30, "POST /v1/payment_intents");
        String order = pipeline.order(700, "pm_card_visa");

        assertThat(pipeline.settled(order).state().status()).isEqualTo("succeeded");
        assertThat(pipeline.sandbox().faults().pending()).isPositive();
        assertThat(pipeline.sandbox().paymentIntents().withMetadata("order", order).count())
                .isOne();
        await().until(() -> pipeline.lag("payments", Topics.ORDERS) == 0);
    }

    @Test
    void anEventIsTakenInOnce(Pipeline pipeline) throws Exception {
        Payment paid = pipeline.settled(pipeline.order(900, "pm_card_visa"));
        Map<String, Object> event = pipeline.eventsOf(paid).get(0);
        await().until(() -> pipeline.takenIn((String) event.get("id")));
        pipeline.settledEvents();
        long asked = pipeline.reads(paid);

        for (int i = 0; i < 5; i++) {
            pipeline.publish(event, (String) event.get("id"));
        }

        pipeline.settledEvents();
        assertThat(pipeline.reads(paid)).isEqualTo(asked);
    }

    @Test
    void twoLeadersAtOnceDoNoHarm(Pipeline pipeline) throws Exception {
        try (DefaultCamelContext second = pipeline.secondLeader()) {
            List<Payment> paid = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                paid.add(pipeline.settled(pipeline.order(1000 + i, "pm_card_visa")));
            }
            for (Payment payment : paid) {
                pipeline.stripe("refunds/create", refund(payment, 100));
            }

            for (Payment payment : paid) {
                pipeline.await(payment.order().id(), row -> row.state().amountRefunded() == 100);
            }
            pipeline.settledEvents();
            assertThat(pipeline.eventsOf(paid.get(0)).get(0).get("id"))
                    .satisfies(
                            event ->
                                    assertThat(pipeline.published((String) event))
                                            .isGreaterThan(1));
            // one more for the outcome, one more for the refund, however often they were told
            assertThat(paid)
                    .allSatisfy(
                            payment ->
                                    assertThat(
                                                    pipeline.payments()
                                                            .find(payment.order().id())
                                                            .version())
                                            .isEqualTo(2));
        }
    }

    @Test
    void aPaymentThatIsNoOrdersIsLeftAlone(Pipeline pipeline) throws Exception {
        int rows = pipeline.payments().all().size();
        pipeline.stripe("paymentIntents/create", Pipeline.intent(Map.of()));
        pipeline.stripe(
                "paymentIntents/create", Pipeline.intent(Map.of("order", "of-another-shop")));

        pipeline.settledEvents();
        assertThat(pipeline.payments().all()).hasSize(rows);
    }

    @Test
    void whatIsNoEventGoesToTheDeadLetters(Pipeline pipeline) throws Exception {
        pipeline.publish(Map.of("hello", "world"), "no-event");

        assertThat(pipeline.letter("no-event").reason())
                .isEqualTo(
                        "The message is no event of Stripe's; expected id, type and data.object.");
        pipeline.settledEvents();
    }

    @Test
    void aForgedDeliveryIsRefusedAndChangesNothing(Pipeline pipeline) throws Exception {
        Payment declined = pipeline.settled(pipeline.order(900, "pm_card_chargeDeclined"));
        Map<String, Object> forged = new LinkedHashMap<>(pipeline.eventsOf(declined).get(0));
        forged.put("id", "evt_forged");

        assertThat(pipeline.deliver(forged, "t=1,v1=00")).isEqualTo(400);
        assertThat(pipeline.deliver(forged, null)).isEqualTo(400);
        pipeline.settledEvents();
        assertThat(pipeline.takenIn("evt_forged")).isFalse();
    }

    private static Map<String, Object> refund(Payment paid, long amount) {
        return Map.of("payment_intent", paid.state().paymentIntent(), "amount", amount);
    }
}
