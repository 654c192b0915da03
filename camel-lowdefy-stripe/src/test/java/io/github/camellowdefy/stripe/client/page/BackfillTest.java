// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.client.PagedStripe;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallSender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillTest {

    private static final long ALL = Long.MAX_VALUE;
    private static final long START = 1_600_000_000L;

    @Property(tries = 60)
    void givesWhatTheSequentialWalkGivesItemForItem(
            @ForAll @IntRange(max = 3000) int size,
            @ForAll @IntRange(min = 1, max = 9) int sideBySide,
            @ForAll long seed) {
        PagedStripe stripe = bursts(size, new Random(seed));

        assertThat(PageWalkTest.idsOf(backfill(stripe, stripe, Map.of(), sideBySide, true)))
                .isEqualTo(stripe.ids());
        assertThat(PageWalkTest.idsOf(backfill(stripe, stripe, Map.of(), sideBySide, false)))
                .containsExactlyInAnyOrderElementsOf(stripe.ids());
    }

    @Property(tries = 20)
    void givesTheSameWhenAnswersComeLateAndOutOfOrder(@ForAll long seed) {
        PagedStripe stripe = bursts(2500, new Random(seed));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CallSender late = onThreads(stripe, threads);
            assertThat(PageWalkTest.idsOf(backfill(stripe, late, Map.of(), 8, true)))
                    .isEqualTo(stripe.ids());
            assertThat(PageWalkTest.idsOf(backfill(stripe, late, Map.of(), 8, false)))
                    .containsExactlyInAnyOrderElementsOf(stripe.ids());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsTheCallsOwnBounds() {
        PagedStripe stripe = PagedStripe.holding(1000);
        Map<String, Object> created =
                Map.of("gt", Instant.ofEpochSecond(1_700_000_099L), "lte", 1_700_000_700L);

        List<String> ids =
                PageWalkTest.idsOf(backfill(stripe, stripe, Map.of("created", created), 4, true));

        assertThat(ids).hasSize(601).startsWith("cus_700").endsWith("cus_100");
    }

    @Test
    void needsLittleMoreThanTheSequentialWalksRequests() {
        PagedStripe stripe = new PagedStripe();
        Random random = new Random(7);
        for (int i = 0; i < 60_000; i++) {
            stripe.add("cus_" + i, START + i * 40L + random.nextInt(40));
        }

        backfill(stripe, stripe, Map.of(), 8, false).forEachRemaining(item -> {});

        assertThat(stripe.calls.size()).isBetween(600, 720);
    }

    @Test
    void neverReadsMoreThanItsShareAtOnce() {
        PagedStripe stripe = PagedStripe.holding(5000);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch others = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            CallSender counting =
                    (call, format) -> {
                        int now = atOnce.incrementAndGet();
                        most.accumulateAndGet(now, Math::max);
                        boolean first = stripe.calls.isEmpty();
                        if (now > 1) {
                            others.countDown();
                        }
                        return CompletableFuture.supplyAsync(
                                () -> {
                                    // none of the others is so quick that it is ever alone
                                    if (!first) {
                                        await(others);
                                    }
                                    atOnce.decrementAndGet();
                                    synchronized (stripe) {
                                        return stripe.send(call, format).join();
                                    }
                                },
                                threads);
                    };
            backfill(stripe, counting, Map.of(), 5, false).forEachRemaining(item -> {});
        } finally {
            threads.shutdownNow();
        }
        assertThat(most.get()).isBetween(2, 5);
    }

    @Test
    void holdsABoundedNumberOfPagesWhenNobodyTakesThem() {
        PagedStripe stripe = PagedStripe.holding(50_000);

        Backfill backfill = backfill(stripe, stripe, Map.of(), 4, true);
        backfill.next();

        assertThat(stripe.calls.size()).isLessThan(4 * SlicePlanner.PAGES_PER_SLICE + 10);
        assertThat(PageWalkTest.idsOf(backfill)).hasSize(49_999);
    }

    @Test
    void stopsAtMaxItems() {
        PagedStripe stripe = PagedStripe.holding(5000);

        Backfill backfill =
                new Backfill(
                        stripe,
                        PagedStripe.call("customers.list", Map.of()),
                        AnswerFormat.MAP,
                        4,
                        true,
                        250);

        assertThat(PageWalkTest.idsOf(backfill)).isEqualTo(stripe.ids().subList(0, 250));
    }

    @Test
    void aPageThatFailsIsReadAgainWhenAskedAgain() {
        PagedStripe stripe = PagedStripe.holding(3000);
        AtomicInteger sent = new AtomicInteger();
        CallSender unreliable =
                (call, format) ->
                        sent.incrementAndGet() % 5 == 0
                                ? CompletableFuture.failedFuture(
                                        new ApiConnectionException("connection reset"))
                                : stripe.send(call, format);
        Backfill backfill = backfill(stripe, unreliable, Map.of(), 4, true);
        List<String> ids = new ArrayList<>();
        int failures = 0;

        for (boolean more = true; more; ) {
            try {
                more = backfill.hasNext();
                if (more) {
                    ids.add((String) ((Map<?, ?>) backfill.next()).get("id"));
                }
            } catch (PageWalkException e) {
                failures++;
            }
        }

        assertThat(failures).isPositive();
        assertThat(ids).isEqualTo(stripe.ids());
    }

    @Test
    void saysWhyACallCannotBeCutByTime() {
        PagedStripe stripe = PagedStripe.holding(1);

        assertThatThrownBy(
                        () ->
                                new Backfill(
                                        stripe,
                                        PagedStripe.call("customers.search", Map.of()),
                                        AnswerFormat.MAP,
                                        4,
                                        true,
                                        ALL))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessage(
                        "backfill reads v1 lists by their creation time, but customers.search is"
                                + " none; use autoPaging without backfill.");
        assertThatThrownBy(
                        () -> backfill(stripe, stripe, Map.of("starting_after", "cus_1"), 4, true))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessage(
                        "backfill reads by creation time and cannot also use starting_after; bound"
                                + " it with created: {gte: ..., lt: ...} instead.");
        assertThat(stripe.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "1.5", "many", ""})
    void refusesALimitThatIsNoPageSize(String limit) {
        PagedStripe stripe = PagedStripe.holding(1);

        assertThatThrownBy(() -> backfill(stripe, stripe, Map.of("limit", limit), 4, false))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessage(
                        "limit was given \""
                                + limit
                                + "\", expected a whole number from 1 to 100.");
        assertThat(stripe.calls).isEmpty();
    }

    @Test
    void takesALimitThatIsText() {
        PagedStripe stripe = PagedStripe.holding(25);
        List<Object> items = new ArrayList<>();

        backfill(stripe, stripe, Map.of("limit", "10"), 2, true).forEachRemaining(items::add);

        assertThat(items).hasSize(25);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Backfill backfill(
            PagedStripe stripe,
            CallSender sender,
            Map<String, Object> params,
            int sideBySide,
            boolean ordered) {
        return new Backfill(
                sender,
                PagedStripe.call("customers.list", params),
                AnswerFormat.MAP,
                sideBySide,
                ordered,
                ALL);
    }

    private static CallSender onThreads(PagedStripe stripe, Executor threads) {
        return (call, format) ->
                CompletableFuture.supplyAsync(
                        () -> {
                            synchronized (stripe) {
                                return stripe.send(call, format).join();
                            }
                        },
                        threads);
    }

    /** Quiet years, busy minutes, and seconds with hundreds of items. */
    private static PagedStripe bursts(int size, Random random) {
        PagedStripe stripe = new PagedStripe();
        long created = START;
        for (int i = 0; i < size; i++) {
            int kind = random.nextInt(1000);
            if (kind < 2) {
                created += random.nextInt(30_000_000);
            } else if (kind < 200) {
                created += random.nextInt(50);
            } else if (kind < 500) {
                created += 1;
            }
            stripe.add("cus_" + i, created);
        }
        return stripe;
    }
}
