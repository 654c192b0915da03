// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionSchedule;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.SubscriptionScheduleCreateParams;
import com.stripe.param.SubscriptionScheduleCreateParams.EndBehavior;
import com.stripe.param.SubscriptionScheduleCreateParams.Phase;
import com.stripe.param.SubscriptionScheduleCreateParams.Phase.Duration.Interval;
import com.stripe.param.SubscriptionScheduleListParams;
import com.stripe.param.SubscriptionScheduleUpdateParams;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionScheduleScenariosTest extends Scenario {

    private static final long START = at("2027-01-01");

    private String clock;
    private String customer;
    private Price basic;
    private Price gold;

    @BeforeEach
    void prepare() throws StripeException {
        clock =
                stripe.testHelpers()
                        .testClocks()
                        .create(TestClockCreateParams.builder().setFrozenTime(START).build())
                        .getId();
        customer = customerPayingWith("pm_card_visa", clock).getId();
        basic = monthlyPrice(1000);
        gold = monthlyPrice(3000);
    }

    @Test
    void aScheduleStartsAtOnceAndChangesThePriceWhenAPhaseEnds() throws StripeException {
        SubscriptionSchedule schedule = create(twoMonthsBasicThenGold().build());
        assertThat(schedule.getStatus()).isEqualTo("active");
        assertThat(schedule.getPhases())
                .extracting(SubscriptionSchedule.Phase::getStartDate)
                .containsExactly(START, at("2027-03-01"));
        assertThat(schedule.getPhases())
                .extracting(SubscriptionSchedule.Phase::getEndDate)
                .containsExactly(at("2027-03-01"), at("2027-04-01"));
        assertThat(schedule.getCurrentPhase().getEndDate()).isEqualTo(at("2027-03-01"));
        Subscription subscription = subscription(schedule);
        assertThat(subscription.getStatus()).isEqualTo("active");
        assertThat(subscription.getSchedule()).isEqualTo(schedule.getId());
        assertThat(price(subscription)).isEqualTo(basic.getId());
        assertThat(stripe.invoices().retrieve(subscription.getLatestInvoice()).getStatus())
                .isEqualTo("draft");

        advance("2027-02-02");
        assertThat(price(subscription(schedule))).isEqualTo(basic.getId());
        advance("2027-03-02");
        SubscriptionSchedule second = stripe.subscriptionSchedules().retrieve(schedule.getId());
        assertThat(second.getCurrentPhase().getStartDate()).isEqualTo(at("2027-03-01"));
        assertThat(price(subscription(second))).isEqualTo(gold.getId());
        assertThat(paid()).containsExactly(3000L, 1000L, 1000L);
    }

    @Test
    void afterTheLastPhaseTheSubscriptionIsReleased() throws StripeException {
        SubscriptionSchedule schedule = create(twoMonthsBasicThenGold().build());
        advance("2027-04-02");
        SubscriptionSchedule over = stripe.subscriptionSchedules().retrieve(schedule.getId());
        assertThat(over.getStatus()).isEqualTo("released");
        assertThat(over.getReleasedSubscription()).isEqualTo(schedule.getSubscription());
        assertThat(over.getReleasedAt()).isEqualTo(at("2027-04-01"));
        assertThat(over.getSubscription()).isNull();
        assertThat(over.getCurrentPhase()).isNull();
        Subscription goesOn = stripe.subscriptions().retrieve(schedule.getSubscription());
        assertThat(goesOn.getSchedule()).isNull();
        assertThat(goesOn.getStatus()).isEqualTo("active");
        assertThat(paid()).containsExactly(3000L, 3000L, 1000L, 1000L);
        assertThat(events())
                .contains(
                        "subscription_schedule.created",
                        "subscription_schedule.updated",
                        "subscription_schedule.released");
    }

    @Test
    void afterTheLastPhaseTheSubscriptionIsCanceledWhereThatIsAskedFor() throws StripeException {
        SubscriptionSchedule schedule =
                create(twoMonthsBasicThenGold().setEndBehavior(EndBehavior.CANCEL).build());
        advance("2027-04-02");
        assertThat(stripe.subscriptionSchedules().retrieve(schedule.getId()).getStatus())
                .isEqualTo("completed");
        assertThat(subscription(schedule).getStatus()).isEqualTo("canceled");
        assertThat(paid()).containsExactly(3000L, 1000L, 1000L);
    }

    @Test
    void aScheduleWaitsForItsStart() throws StripeException {
        SubscriptionSchedule schedule =
                create(
                        SubscriptionScheduleCreateParams.builder()
                                .setCustomer(customer)
                                .setStartDate(at("2027-01-10"))
                                .addPhase(phase(basic, Interval.MONTH, 1).build())
                                .build());
        assertThat(schedule.getStatus()).isEqualTo("not_started");
        assertThat(schedule.getSubscription()).isNull();
        assertThat(
                        stripe.subscriptionSchedules()
                                .list(
                                        SubscriptionScheduleListParams.builder()
                                                .setScheduled(true)
                                                .build())
                                .getData())
                .hasSize(1);
        advance("2027-01-11");
        SubscriptionSchedule started = stripe.subscriptionSchedules().retrieve(schedule.getId());
        assertThat(started.getStatus()).isEqualTo("active");
        assertThat(subscription(started).getStartDate()).isEqualTo(at("2027-01-10"));
        assertThat(paid()).containsExactly(1000L);
    }

    @Test
    void theFirstPhaseMayBeFree() throws StripeException {
        SubscriptionSchedule schedule =
                create(
                        SubscriptionScheduleCreateParams.builder()
                                .setCustomer(customer)
                                .setStartDate(SubscriptionScheduleCreateParams.StartDate.NOW)
                                .addPhase(phase(basic, Interval.MONTH, 1).setTrial(true).build())
                                .addPhase(phase(basic, Interval.MONTH, 1).build())
                                .build());
        assertThat(schedule.getPhases().get(0).getTrialEnd()).isEqualTo(at("2027-02-01"));
        assertThat(subscription(schedule).getStatus()).isEqualTo("trialing");
        advance("2027-02-02");
        assertThat(subscription(schedule).getStatus()).isEqualTo("active");
        assertThat(paid()).containsExactly(1000L, 0L);
    }

    @Test
    void aReleasedOrCanceledScheduleIsLeftAlone() throws StripeException {
        SubscriptionSchedule released = create(twoMonthsBasicThenGold().build());
        assertThat(stripe.subscriptionSchedules().release(released.getId()).getStatus())
                .isEqualTo("released");
        assertThat(refused(() -> stripe.subscriptionSchedules().cancel(released.getId())))
                .hasMessageContaining("currently in the `released` status");

        SubscriptionSchedule canceled = create(twoMonthsBasicThenGold().build());
        assertThat(stripe.subscriptionSchedules().cancel(canceled.getId()).getStatus())
                .isEqualTo("canceled");
        assertThat(subscription(canceled).getStatus()).isEqualTo("canceled");

        SubscriptionSchedule bereft = create(twoMonthsBasicThenGold().build());
        stripe.subscriptions().cancel(bereft.getSubscription());
        assertThat(stripe.subscriptionSchedules().retrieve(bereft.getId()).getStatus())
                .isEqualTo("canceled");
    }

    @Test
    void aRunningSubscriptionIsTakenOverAndGivenANextPhase() throws StripeException {
        Subscription subscription = subscribe(stripe.customers().retrieve(customer), basic);
        SubscriptionScheduleCreateParams from =
                SubscriptionScheduleCreateParams.builder()
                        .setFromSubscription(subscription.getId())
                        .build();
        SubscriptionSchedule schedule = create(from);
        assertThat(schedule.getStatus()).isEqualTo("active");
        assertThat(schedule.getSubscription()).isEqualTo(subscription.getId());
        assertThat(schedule.getCustomer()).isEqualTo(customer);
        SubscriptionSchedule.Phase current = schedule.getPhases().get(0);
        assertThat(current.getStartDate()).isEqualTo(START);
        assertThat(current.getEndDate()).isEqualTo(at("2027-02-01"));
        assertThat(current.getItems().get(0).getPrice()).isEqualTo(basic.getId());
        assertThat(refused(() -> create(from)))
                .hasMessageContaining("already attached to a schedule");

        stripe.subscriptionSchedules()
                .update(
                        schedule.getId(),
                        SubscriptionScheduleUpdateParams.builder()
                                .addPhase(
                                        SubscriptionScheduleUpdateParams.Phase.builder()
                                                .setStartDate(START)
                                                .setEndDate(at("2027-02-01"))
                                                .addItem(updated(basic))
                                                .build())
                                .addPhase(
                                        SubscriptionScheduleUpdateParams.Phase.builder()
                                                .addItem(updated(gold))
                                                .build())
                                .build());
        advance("2027-02-02");
        assertThat(price(subscription(schedule))).isEqualTo(gold.getId());
        assertThat(paid()).containsExactly(3000L, 1000L);
    }

    @Test
    void withoutATestClockTheSandboxesOwnTimeMovesASchedule() throws StripeException {
        String other = customerPayingWith("pm_card_visa", null).getId();
        SubscriptionSchedule schedule = create(twoMonthsBasicThenGold().setCustomer(other).build());
        sandbox.clock().advance(Duration.ofDays(63));
        assertThat(price(subscription(schedule))).isEqualTo(gold.getId());
    }

    @Test
    void aScheduleNeedsPhasesAndACustomer() {
        assertThat(
                        refused(
                                        () ->
                                                create(
                                                        SubscriptionScheduleCreateParams.builder()
                                                                .setCustomer("cus_none")
                                                                .build()))
                                .getStripeError()
                                .getMessage())
                .isEqualTo("No such customer: 'cus_none'");
        assertThat(
                        refused(
                                        () ->
                                                create(
                                                        SubscriptionScheduleCreateParams.builder()
                                                                .setCustomer(customer)
                                                                .setStartDate(START)
                                                                .build()))
                                .getParam())
                .isEqualTo("phases");
    }

    private SubscriptionScheduleCreateParams.Builder twoMonthsBasicThenGold() {
        return SubscriptionScheduleCreateParams.builder()
                .setCustomer(customer)
                .setStartDate(SubscriptionScheduleCreateParams.StartDate.NOW)
                .addPhase(phase(basic, Interval.MONTH, 2).build())
                .addPhase(phase(gold, Interval.MONTH, 1).build());
    }

    private static Phase.Builder phase(Price price, Interval interval, long count) {
        return Phase.builder()
                .addItem(Phase.Item.builder().setPrice(price.getId()).setQuantity(1L).build())
                .setDuration(
                        Phase.Duration.builder()
                                .setInterval(interval)
                                .setIntervalCount(count)
                                .build());
    }

    private static SubscriptionScheduleUpdateParams.Phase.Item updated(Price price) {
        return SubscriptionScheduleUpdateParams.Phase.Item.builder()
                .setPrice(price.getId())
                .build();
    }

    private SubscriptionSchedule create(SubscriptionScheduleCreateParams params)
            throws StripeException {
        return stripe.subscriptionSchedules().create(params);
    }

    private Subscription subscription(SubscriptionSchedule schedule) throws StripeException {
        return stripe.subscriptions().retrieve(schedule.getSubscription());
    }

    private static String price(Subscription subscription) {
        return subscription.getItems().getData().get(0).getPrice().getId();
    }

    /** What the customer's invoices came to, newest first. */
    private List<Long> paid() throws StripeException {
        return stripe
                .invoices()
                .list(InvoiceListParams.builder().setCustomer(customer).build())
                .getData()
                .stream()
                .filter(invoice -> invoice.getStatus().equals("paid"))
                .map(Invoice::getTotal)
                .toList();
    }

    private void advance(String day) throws StripeException {
        stripe.testHelpers()
                .testClocks()
                .advance(clock, TestClockAdvanceParams.builder().setFrozenTime(at(day)).build());
    }

    private static long at(String day) {
        return Instant.parse(day + "T00:00:00Z").getEpochSecond();
    }
}
