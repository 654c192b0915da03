// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.event.SimulatedLog;
import io.github.camellowdefy.stripe.event.StripeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPollerTest {

    private static final String KEY = "route1";
    private static final Duration LOOKBACK = Duration.ofSeconds(60);

    private final SimulatedLog log = new SimulatedLog();
    private final MemoryStateRepository repository = new MemoryStateRepository();

    @BeforeEach
    void startRepository() {
        repository.start();
    }

    @Test
    void startsWithWhatHappensFromNowOn() throws Exception {
        log.append(5);
        log.append(3, 100);
        EventPoller poller = poller(StartFrom.NOW);
        poller.start();

        String next = log.append();

        assertThat(drain(poller)).containsExactly(next);
    }

    @Test
    void takesANewEventOfTheSecondItStartedInForNew() throws Exception {
        log.append(5);
        EventPoller poller = poller(StartFrom.NOW);
        poller.start();

        String next = log.append();

        assertThat(drain(poller)).containsExactly(next);
    }

    @Test
    void losesNothingThatHappensBetweenTheFirstStartAndTheFirstEvent() throws Exception {
        EventPoller first = poller(StartFrom.NOW);
        first.start();
        String meanwhile = log.append();

        assertThat(drain(poller(StartFrom.NOW))).containsExactly(meanwhile);
    }

    @Test
    void readsTheWholePastOldestFirst() throws Exception {
        log.append(1_234, 7);

        assertThat(drain(poller(StartFrom.EARLIEST))).isEqualTo(log.ids());
        assertThat(log.queries()).hasSizeLessThan(14 + 40);
        assertThat(log.queries()).filteredOn(query -> query.endingBefore() != null).hasSize(13);
    }

    @Test
    void readsFromATime() throws Exception {
        log.append(500, 10);

        List<String> read = drain(poller(new StartFrom(SimulatedLog.START + 2_000)));

        assertThat(read).isEqualTo(log.ids().subList(200, 500));
    }

    @Test
    void readsMoreEventsOfOneSecondThanFitOnAPage() throws Exception {
        log.append(777);

        List<String> read = drain(poller(StartFrom.EARLIEST));

        assertThat(read).containsExactlyInAnyOrderElementsOf(log.ids());
    }

    @Test
    void asksOnceWhereNothingHappens() throws Exception {
        log.append(50, 100);
        EventPoller poller = caughtUp();
        log.queries().clear();

        assertThat(drain(poller)).isEmpty();
        assertThat(log.queries()).hasSize(1);
        assertThat(log.queries().get(0).endingBefore()).isNotNull();
    }

    @Test
    void waitsForTheFirstEventOfAnEmptyAccount() throws Exception {
        EventPoller poller = poller(StartFrom.EARLIEST);
        assertThat(drain(poller)).isEmpty();
        assertThat(drain(poller)).isEmpty();

        String first = log.append();

        assertThat(drain(poller)).containsExactly(first);
    }

    @Test
    void findsAnEventThatAppearsLate() throws Exception {
        log.append(3, 30);
        EventPoller poller = caughtUp();

        String late = log.append("a.b", -59, 0, 0);

        assertThat(drain(poller)).containsExactly(late);
        assertThat(drain(poller)).isEmpty();
    }

    @Test
    void findsAnEventThatAppearsLateAfterARestart() throws Exception {
        log.append(3, 30);
        EventPoller before = caughtUp();
        before.stop();

        String late = log.append("a.b", -59, 0, 0);

        assertThat(drain(poller(StartFrom.EARLIEST))).containsExactly(late);
    }

    @Test
    void goesOnAtTheEventThatFailedWithoutRepeatingWhatCompleted() throws Exception {
        log.append(5);
        EventPoller poller = poller(StartFrom.EARLIEST);
        List<StripeEvent> batch = poller.next(100);
        poller.complete(batch.get(0));
        poller.complete(batch.get(2));
        List.of(1, 3, 4).forEach(i -> poller.fail(batch.get(i)));
        poller.abandon();

        assertThat(drain(poller)).hasSize(3).doesNotContain(batch.get(0).id(), batch.get(2).id());
    }

    @Test
    void handsOutWhatIsStillUnderWayNoSecondTime() throws Exception {
        log.append(3, 1);
        EventPoller poller = poller(StartFrom.EARLIEST);
        List<StripeEvent> underWay = poller.next(100);
        String next = log.append();

        assertThat(drain(poller)).containsExactly(next);
        poller.fail(underWay.get(1));
        assertThat(drain(poller)).containsExactly(underWay.get(1).id());
        poller.complete(underWay.get(0));
        poller.complete(underWay.get(2));
        assertThat(drain(poller)).isEmpty();
        assertThat(saved().position().id()).isEqualTo(next);
    }

    @Test
    void noticesAGapThatOpensWhileNobodyPolls() throws Exception {
        log.append(3, 1);
        EventPoller poller = caughtUp();
        log.pass(Duration.ofDays(31));

        assertThatExceptionOfType(EventGapException.class).isThrownBy(() -> poller.next(100));
    }

    @Test
    void savesNoCursorBeyondAnEventThatHasNotCompleted() throws Exception {
        log.append(5, 1_000);
        EventPoller poller = poller(StartFrom.EARLIEST);
        List<StripeEvent> batch = poller.next(100);
        batch.stream().filter(event -> event != batch.get(1)).forEach(poller::complete);
        poller.save();

        assertThat(saved().anchor().id()).isEqualTo(batch.get(0).id());
        assertThat(saved().position().id()).isEqualTo(batch.get(0).id());
        assertThat(drain(poller(StartFrom.NOW))).containsExactly(batch.get(1).id());
    }

    @Test
    void handsOutNoMoreThanAskedForAndTheRestNextTime() throws Exception {
        log.append(250, 1);
        EventPoller poller = poller(StartFrom.EARLIEST);

        List<Integer> sizes = new ArrayList<>();
        do {
            List<StripeEvent> batch = poller.next(70);
            batch.forEach(poller::complete);
            sizes.add(batch.size());
        } while (poller.hasMore());

        assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(250);
        assertThat(sizes).allMatch(size -> size <= 70);
    }

    @Test
    void handsOutTheWantedTypesAndMovesOverTheOthers() throws Exception {
        String refund = log.append("charge.refunded", 0, 0, 0);
        log.append("customer.created", 0, 0, 1);
        String payout = log.append("payout.paid", 0, 0, 2);
        EventPoller poller = poller(StartFrom.EARLIEST, "charge.*,payout.paid", repository);

        assertThat(drain(poller)).containsExactly(refund, payout);
        assertThat(saved().done()).hasSize(3);
    }

    @Test
    void keepsItsPlaceWhenARequestFails() throws Exception {
        log.append(250, 1);
        EventPoller poller = poller(StartFrom.EARLIEST);
        List<StripeEvent> first = poller.next(100);
        first.forEach(poller::complete);
        log.failNext(3);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(
                        () -> {
                            while (poller.hasMore()) {
                                poller.next(100).forEach(poller::complete);
                            }
                            poller.next(100);
                        });
        log.failNext(0);

        List<String> rest = drain(poller);

        assertThat(rest).doesNotHaveDuplicates();
        assertThat(rest).doesNotContainAnyElementsOf(first.stream().map(StripeEvent::id).toList());
        assertThat(rest).endsWith(log.ids().get(249));
    }

    @Test
    void readsADenseWindowAgainNowAndThenAndNotAtEveryPoll() throws Exception {
        log.append(1_000);
        EventPoller poller = caughtUp();
        log.queries().clear();

        String next = log.append("a.b", 0, 0, 1);
        List<String> read = drain(poller);

        assertThat(read).containsExactly(next);
        assertThat(log.queries()).hasSize(1);
        log.pass(Duration.ofSeconds(20));
        String late = log.append("a.b", -20, 0, -1);
        assertThat(drain(poller)).containsExactly(late);
    }

    @Test
    void findsAnEventThatAppearsBehindAPageBeforeThePageIsKnownToBeOld() throws Exception {
        log.append(2, 1_000);
        EventPoller poller = caughtUp();
        log.append(150);
        String late = log.append("a.b", 0, 55, -1);
        log.append("a.b", 70, 70, 0);
        // the page is answered before the late one appears, the newest event is told after it
        log.answerAfter(40);

        assertThat(drain(poller)).contains(late);
    }

    @Test
    void refusesToGoOnAcrossAGapInWhatStripeKeeps() throws Exception {
        log.append(3, 100);
        EventPoller before = caughtUp();
        before.stop();
        log.pass(Duration.ofDays(31));
        log.append();

        assertThatExceptionOfType(EventGapException.class)
                .isThrownBy(() -> poller(StartFrom.EARLIEST).start())
                .withMessageContaining("cursor 'route1'")
                .withMessageContaining("Stripe keeps events for 30 days, since ")
                .withMessageContaining("remove the cursor");
    }

    @Test
    void seesNoGapInAnAccountWhereNothingHappened() throws Exception {
        log.append(3, 100);
        EventPoller poller = poller(StartFrom.EARLIEST);
        for (int day = 0; day < 40; day++) {
            drain(poller);
            log.pass(Duration.ofDays(1));
        }
        poller.stop();

        String next = log.append();

        assertThat(drain(poller(StartFrom.NOW))).containsExactly(next);
    }

    @Test
    void refusesTheCursorOfAnotherAccount() throws Exception {
        log.append(3, 1);
        EventPoller other = caughtUp();
        other.stop();
        SimulatedLog empty = new SimulatedLog();

        assertThatExceptionOfType(EventGapException.class)
                .isThrownBy(
                        () ->
                                new EventPoller(
                                                empty,
                                                repository,
                                                KEY,
                                                "",
                                                StartFrom.NOW,
                                                EventTypes.ALL,
                                                LOOKBACK,
                                                empty.clock)
                                        .start())
                .withMessageContaining("Stripe does not know its event evt_2");
    }

    @Test
    void refusesToStartFromATimeStripeHasForgotten() {
        assertThatExceptionOfType(EventGapException.class)
                .isThrownBy(() -> poller(new StartFrom(SimulatedLog.START - 31 * 86_400L)).start())
                .withMessageContaining(
                        "startFrom is " + Instant.ofEpochSecond(SimulatedLog.START - 31 * 86_400L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "now",
                "5",
                "true",
                "[]",
                "{}",
                "\"evt_1\"",
                "{\"anchor\":{\"id\":\"evt_",
                "{\"done\":{}}",
                "{\"completeUntil\":0}",
                "{\"completeUntil\":null,\"done\":{}}",
                "{\"completeUntil\":0,\"done\":[]}",
                "{\"completeUntil\":0,\"done\":null}",
                "{\"completeUntil\":0,\"done\":{\"evt_1\":null}}",
                "{\"completeUntil\":0,\"done\":{}} {}",
                "{\"completeUntil\":0,\"done\":{},\"anchor\":{}}",
                "{\"completeUntil\":0,\"done\":{},\"anchor\":{\"id\":\"evt_1\"}}",
                "{\"completeUntil\":0,\"done\":{},\"position\":{\"id\":\"\",\"created\":1}}"
            })
    void refusesADamagedCursorInsteadOfStartingOver(String saved) {
        repository.setState(KEY, saved);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> poller(StartFrom.NOW).start())
                .withMessage(
                        "The cursor 'route1' is damaged or was not written by stripe:events: restore it, or remove it to begin with startFrom.");
    }

    @Test
    void leavesTheCursorToOthersOnceStopped() throws Exception {
        log.append(2, 100);
        EventPoller first = poller(StartFrom.EARLIEST);
        List<StripeEvent> batch = first.next(100);
        first.stop();
        EventPoller second = caughtUp();
        second.stop();
        String after = repository.getState(KEY);

        batch.forEach(first::complete);
        first.save();

        assertThat(repository.getState(KEY)).isEqualTo(after);
    }

    @Test
    void savesNothingWhereNothingHappens() throws Exception {
        List<String> saves = new ArrayList<>();
        MemoryStateRepository counting = countingIn(saves);
        log.append(2, 100);
        EventPoller poller = poller(StartFrom.EARLIEST, null, counting);
        drain(poller);
        saves.clear();

        for (int i = 0; i < 30; i++) {
            log.pass(Duration.ofMinutes(1));
            drain(poller);
        }

        assertThat(saves).isEmpty();
        log.pass(Duration.ofHours(2));
        drain(poller);
        assertThat(saves).hasSize(1);
    }

    @Test
    void savesHowFarItHasComeAmongManyEventsThatNobodyWants() throws Exception {
        List<String> saves = new ArrayList<>();
        log.append(1_000, 1);
        log.answerAfter(2);
        EventPoller poller = poller(StartFrom.EARLIEST, "payout.paid", countingIn(saves));

        assertThat(poller.next(100)).isEmpty();

        assertThat(saves).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    }

    private static MemoryStateRepository countingIn(List<String> saves) {
        MemoryStateRepository counting =
                new MemoryStateRepository() {
                    @Override
                    public void setState(String key, String value) {
                        saves.add(value);
                        super.setState(key, value);
                    }
                };
        counting.start();
        return counting;
    }

    /** A poller that has read all there was. */
    private EventPoller caughtUp() throws Exception {
        EventPoller poller = poller(StartFrom.EARLIEST);
        drain(poller);
        return poller;
    }

    private EventPoller poller(StartFrom start) {
        return poller(start, null, repository);
    }

    private EventPoller poller(StartFrom start, String types, MemoryStateRepository states) {
        return new EventPoller(
                log, states, KEY, "", start, EventTypes.parse(types), LOOKBACK, log.clock);
    }

    private EventCursor saved() {
        return EventCursor.parse(KEY, "", repository.getState(KEY));
    }

    /** One round, everything completing. */
    private static List<String> drain(EventPoller poller) throws Exception {
        List<String> ids = new ArrayList<>();
        do {
            for (StripeEvent event : poller.next(100)) {
                ids.add(event.id());
                poller.complete(event);
            }
            poller.save();
        } while (poller.hasMore());
        return ids;
    }
}
