// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.event.SimulatedLog;
import io.github.camellowdefy.stripe.event.StripeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.camel.spi.StateRepository;

/**
 * Any history of an account, any failures, any crash: every event completes at least once, none
 * twice unless the process died, and no cursor ever saved passes an event that has not completed.
 */
class EventPollerProperties {

    private static final int LOOKBACK = 60;

    /** What can happen to an account and to the one who polls it. */
    private interface Happening {
        void happen(World world) throws Exception;
    }

    @Property(tries = 500)
    void everyEventCompletesAtLeastOnceAndTheCursorNeverPassesOneThatHasNot(
            @ForAll("histories") List<Happening> history) throws Exception {
        World world = new World();
        for (Happening happening : history) {
            happening.happen(world);
        }
        world.drain();

        assertThat(world.completions.keySet()).containsAll(world.log.ids());
    }

    @Property(tries = 500)
    void withoutACrashEveryEventCompletesOnce(@ForAll("peacefulHistories") List<Happening> history)
            throws Exception {
        World world = new World();
        for (Happening happening : history) {
            happening.happen(world);
        }
        world.drain();

        assertThat(world.completions.values()).allMatch(count -> count == 1);
        assertThat(world.completions).hasSameSizeAs(world.log.ids());
    }

    @Provide
    Arbitrary<List<Happening>> histories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, peace()), Tuple.of(1, Arbitraries.of(World::crash)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Happening>> peacefulHistories() {
        return peace().list().ofMinSize(1).ofMaxSize(40);
    }

    private static Arbitrary<Happening> peace() {
        Arbitrary<Integer> ranks = Arbitraries.integers().between(-2, 2);
        Arbitrary<Happening> appears =
                ranks.map(rank -> world -> world.log.append("a.b", 0, 0, rank));
        Arbitrary<Happening> appearsLate =
                Combinators.combine(Arbitraries.integers().between(1, LOOKBACK), ranks)
                        .as((late, rank) -> world -> world.log.append("a.b", -late, 0, rank));
        Arbitrary<Happening> willAppear =
                Combinators.combine(Arbitraries.integers().between(1, LOOKBACK), ranks)
                        .as((late, rank) -> world -> world.log.append("a.b", 0, late, rank));
        Arbitrary<Happening> burst =
                Combinators.combine(
                                Arbitraries.integers().between(90, 320),
                                Arbitraries.integers().between(0, 2))
                        .as((count, apart) -> world -> world.log.append(count, apart));
        Arbitrary<Happening> timePasses =
                Arbitraries.frequency(
                                Tuple.of(5, 1),
                                Tuple.of(5, 20),
                                Tuple.of(3, 90),
                                Tuple.of(1, 9_000))
                        .map(seconds -> world -> world.log.pass(Duration.ofSeconds(seconds)));
        Arbitrary<Happening> requestFails = Arbitraries.just(world -> world.log.failNext(1));
        Arbitrary<Happening> slowsDown =
                Arbitraries.integers()
                        .between(0, 40)
                        .map(seconds -> world -> world.log.answerAfter(seconds));
        Arbitrary<Happening> polls =
                Combinators.combine(
                                Arbitraries.integers().between(1, 150),
                                Arbitraries.integers().between(0, 200),
                                Arbitraries.longs())
                        .as((max, good, seed) -> world -> world.poll(max, good, new Random(seed)));
        Arbitrary<Happening> ends =
                Arbitraries.longs().map(seed -> world -> world.end(new Random(seed)));
        Arbitrary<Happening> stops = Arbitraries.just(World::restart);
        return Arbitraries.frequencyOf(
                Tuple.of(6, appears),
                Tuple.of(3, appearsLate),
                Tuple.of(3, willAppear),
                Tuple.of(1, burst),
                Tuple.of(6, timePasses),
                Tuple.of(1, requestFails),
                Tuple.of(1, slowsDown),
                Tuple.of(8, polls),
                Tuple.of(2, ends),
                Tuple.of(1, stops));
    }

    /** An account, a repository and whoever polls. */
    private static final class World {

        private final SimulatedLog log = new SimulatedLog();
        private final Map<String, Integer> completions = new HashMap<>();
        private final Repository repository = new Repository();
        private final List<StripeEvent> underWay = new ArrayList<>();
        private EventPoller poller = newPoller();

        private EventPoller newPoller() {
            return new EventPoller(
                    log,
                    repository,
                    "route1",
                    "",
                    StartFrom.EARLIEST,
                    EventTypes.ALL,
                    Duration.ofSeconds(LOOKBACK),
                    log.clock);
        }

        /** One round: batches of so many; so many events complete, in any order; then one fails. */
        private void poll(int max, int good, Random random) throws Exception {
            int left = good;
            try {
                do {
                    List<StripeEvent> batch = poller.next(max);
                    assertThat(batch).hasSizeLessThanOrEqualTo(max);
                    List<StripeEvent> order = new ArrayList<>(batch);
                    Collections.shuffle(order, random);
                    for (StripeEvent event : order) {
                        if (left-- > 0) {
                            complete(event);
                        } else if (random.nextBoolean()) {
                            poller.fail(event);
                        } else {
                            underWay.add(event);
                        }
                    }
                    if (left < 0) {
                        poller.abandon();
                        return;
                    }
                    poller.save();
                } while (poller.hasMore() && random.nextInt(4) > 0);
            } catch (ExecutionException e) {
                assertThat(e).hasMessageContaining("no answer");
            }
        }

        /** What was left under way ends, well or not. */
        private void end(Random random) {
            for (StripeEvent event : underWay) {
                if (random.nextInt(3) > 0) {
                    complete(event);
                } else {
                    poller.fail(event);
                }
            }
            underWay.clear();
        }

        private void complete(StripeEvent event) {
            completions.merge(event.id(), 1, Integer::sum);
            poller.complete(event);
        }

        /** Everything that was not saved is lost. */
        private void crash() {
            underWay.clear();
            poller = newPoller();
        }

        private void restart() {
            end(new Random(completions.size()));
            poller.stop();
        }

        /** No more trouble, and time enough for the late ones to appear. */
        private void drain() throws Exception {
            log.failNext(0);
            log.answerAfter(0);
            log.pass(Duration.ofSeconds(LOOKBACK + 1));
            end(new Random(1));
            poller.abandon();
            for (int round = 0; round < 3; round++) {
                do {
                    for (StripeEvent event : poller.next(1_000)) {
                        complete(event);
                    }
                } while (poller.hasMore());
                log.pass(Duration.ofSeconds(LOOKBACK));
            }
        }

        /** Reads what is saved as the one who comes after a crash would. */
        private final class Repository implements StateRepository<String, String> {

            private final Map<String, String> states = new HashMap<>();

            @Override
            public void setState(String key, String value) {
                EventCursor cursor = EventCursor.parse(key, "", value);
                Set<String> lost = new HashSet<>(log.ids());
                lost.removeAll(completions.keySet());
                lost.removeIf(
                        id ->
                                !cursor.done().containsKey(id)
                                        && (cursor.anchor() == null
                                                ? log.entry(id).created() >= cursor.from()
                                                : log.isAfter(id, cursor.anchor().id())));
                assertThat(lost).as("passed by the cursor %s", value).isEmpty();
                states.put(key, value);
            }

            @Override
            public String getState(String key) {
                return states.get(key);
            }

            @Override
            public void start() {
                // nothing to start
            }

            @Override
            public void stop() {
                // nothing to stop
            }
        }
    }
}
