// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import io.github.camellowdefy.stripe.client.PagedStripe;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.page.ResumableBackfill.Shared;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ResumableBackfillTest {

    private static final long START = 1_600_000_000L;
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Hand clock = new Hand();

    @Property(tries = 40)
    void aRunThatIsNotInterruptedGivesEachItemOnce(
            @ForAll @IntRange(max = 5000) int size,
            @ForAll @IntRange(min = 1, max = 9) int sideBySide,
            @ForAll long seed) {
        texts.clear();
        PagedStripe stripe = bursts(size, new Random(seed));

        try (Instance instance = new Instance(stripe, sideBySide)) {
            assertThat(instance.rest()).containsExactlyInAnyOrderElementsOf(stripe.ids());
        }
        try (Instance again = new Instance(stripe, sideBySide)) {
            assertThat(again.rest()).isEmpty();
        }
    }

    @Property(tries = 40)
    void whatIsStoppedGoesOnWhereItWas(@ForAll @IntRange(max = 5000) int size, @ForAll long seed) {
        texts.clear();
        Random random = new Random(seed);
        PagedStripe stripe = bursts(size, random);
        List<String> read = new ArrayList<>();
        for (int stops = 0; stops < 20; stops++) {
            try (Instance instance = new Instance(stripe, 4)) {
                read.addAll(instance.read(random.nextInt(400)));
                instance.items.processed();
            }
        }
        try (Instance last = new Instance(stripe, 4)) {
            read.addAll(last.rest());
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(stripe.ids());
    }

    @Property(tries = 40)
    void whatIsKilledLosesNothingAndReadsLittleAgain(@ForAll long seed) {
        texts.clear();
        Random random = new Random(seed);
        PagedStripe stripe = bursts(30_000, random);
        List<String> read = new ArrayList<>();
        for (int kills = 0; kills < 20; kills++) {
            Instance instance = new Instance(stripe, 4);
            read.addAll(instance.read(random.nextInt(1500)));
            instance.kill();
            clock.advance(LEASE);
        }
        try (Instance last = new Instance(stripe, 4)) {
            read.addAll(last.rest());
        }

        assertThat(new HashSet<>(read)).hasSize(30_000);
        // at each kill what was taken of a page
        assertThat(read.size() - 30_000).isLessThanOrEqualTo(20 * 100);
    }

    @Test
    void anItemThatWasTakenAndNotProcessedComesAgain() {
        PagedStripe stripe = PagedStripe.holding(10);
        try (Instance instance = new Instance(stripe, 1)) {
            assertThat(instance.read(3)).containsExactly("cus_9", "cus_8", "cus_7");
        }
        try (Instance instance = new Instance(stripe, 1)) {
            assertThat(instance.rest()).startsWith("cus_7").endsWith("cus_0").hasSize(8);
        }
    }

    @Test
    void severalInstancesShareTheSlicesAndGiveEachItemOnce() throws Exception {
        PagedStripe stripe = bursts(40_000, new Random(3));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<List<String>>> shares = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                shares.add(
                        threads.submit(
                                () -> {
                                    try (Instance instance =
                                            new Instance(stripe, 2, Duration.ofMillis(200))) {
                                        return instance.rest();
                                    }
                                }));
            }
            List<String> all = new ArrayList<>();
            for (Future<List<String>> share : shares) {
                all.addAll(share.get());
            }
            assertThat(all).containsExactlyInAnyOrderElementsOf(stripe.ids());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatAnotherInstanceHoldsIsTakenOverWhenItsLeaseEnds() {
        PagedStripe stripe = PagedStripe.holding(3000);
        Instance first = new Instance(stripe, 1);
        first.read(150);
        try (Instance second = new Instance(stripe, 4)) {
            assertThat(second.items.hasNext()).isTrue();
            List<String> all = new ArrayList<>(first.taken);
            first.kill();
            all.addAll(second.read(2000));
            clock.advance(LEASE);
            all.addAll(second.rest());
            assertThat(new HashSet<>(all)).hasSize(3000);
        }
    }

    @Test
    void anInstanceThatLostItsLeaseStopsReadingTheSlice() {
        PagedStripe stripe = PagedStripe.holding(250);
        try (Instance first = new Instance(stripe, 1)) {
            first.read(50);
            clock.advance(LEASE);
            try (Instance second = new Instance(stripe, 1)) {
                assertThat(second.rest()).hasSize(250);
            }
            // what it holds of the page, and no more
            assertThat(first.rest()).hasSize(50);
        }
    }

    @Test
    @Timeout(60)
    void aLeaseMayBeLostAtAnyMoment() {
        PagedStripe stripe = PagedStripe.holding(1000);
        // a renewal finds each slice with another instance; a search finds each one free
        UnaryOperator<String> taken =
                name -> {
                    if (!Thread.currentThread().getName().startsWith("stripe-backfill")) {
                        return texts.get(name);
                    }
                    clock.advance(LEASE);
                    return "another 0 open - -";
                };
        for (int run = 0; run < 50; run++) {
            texts.clear();
            try (ResumableBackfill items =
                    new ResumableBackfill(
                            stripe,
                            PagedStripe.call("customers.list", Map.of()),
                            AnswerFormat.MAP,
                            2,
                            Long.MAX_VALUE,
                            shared(Duration.ofMillis(1), taken, texts::put))) {
                Set<Object> read = new HashSet<>();
                while (items.hasNext()) {
                    Object item = items.next();
                    read.add(item == null ? null : ((Map<?, ?>) item).get("id"));
                }
                assertThat(read).containsAll(stripe.ids());
            }
        }
    }

    @Test
    void theLastItemMayBeProcessedAfterTheEnd() {
        PagedStripe stripe = PagedStripe.holding(1);
        try (Instance instance = new Instance(stripe, 1)) {
            assertThat(instance.read(5)).containsExactly("cus_0");
            // as Camel's splitter, which looks for the end before it routes the last item
            instance.close();
            instance.items.processed();
        }
        int requests = stripe.calls.size();
        try (Instance instance = new Instance(stripe, 1)) {
            assertThat(instance.rest()).isEmpty();
        }
        assertThat(stripe.calls).hasSize(requests);
    }

    @Test
    void theItemToGoOnAfterMayHaveBeenDeleted() {
        PagedStripe stripe = PagedStripe.holding(1000);
        List<String> read = new ArrayList<>();
        try (Instance instance = new Instance(stripe, 1)) {
            read.addAll(instance.read(250));
            instance.items.processed();
        }
        stripe.newestFirst.removeIf(item -> read.contains(item.get("id")));
        try (Instance instance = new Instance(stripe, 1)) {
            assertThat(instance.rest()).containsExactlyElementsOf(stripe.ids());
        }
    }

    @Test
    void stopsAtMaxItemsAndGoesOnThere() {
        PagedStripe stripe = PagedStripe.holding(1000);
        List<String> read = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            try (ResumableBackfill items =
                    new ResumableBackfill(
                            stripe,
                            PagedStripe.call("customers.list", Map.of()),
                            AnswerFormat.MAP,
                            3,
                            300,
                            shared(LEASE, texts::get, texts::put))) {
                read.addAll(PageWalkTest.idsOf(items));
                items.processed();
            }
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(stripe.ids());
    }

    @Test
    void aPageThatCannotBeReadFailsAndIsReadAgain() {
        PagedStripe stripe = PagedStripe.holding(500);
        int[] left = {3};
        try (ResumableBackfill items =
                new ResumableBackfill(
                        (call, format) ->
                                --left[0] == 0
                                        ? CompletableFuture.failedFuture(
                                                new ApiConnectionException("reset"))
                                        : stripe.send(call, format),
                        PagedStripe.call("customers.list", Map.of()),
                        AnswerFormat.MAP,
                        1,
                        Long.MAX_VALUE,
                        shared(LEASE, texts::get, texts::put))) {
            List<String> read = new ArrayList<>();
            assertThatThrownBy(() -> read.addAll(idsInto(items, read)))
                    .isInstanceOf(PageWalkException.class);
            read.addAll(PageWalkTest.idsOf(items));
            assertThat(read).containsExactlyElementsOf(stripe.ids());
        }
    }

    @Test
    void aStateThatIsNoneIsNamed() {
        PagedStripe stripe = PagedStripe.holding(10);
        texts.put("backfill", "7");
        assertThatThrownBy(() -> new Instance(stripe, 1))
                .hasMessageStartingWith("The offsetRepository holds \"7\" under backfill");
        texts.put("backfill", "0-");
        texts.put("backfill:0-", "once upon a time");
        assertThatThrownBy(() -> new Instance(stripe, 1))
                .hasMessageContaining("under backfill:0-, which is no state of a backfill");
    }

    @Test
    void aStateIsWrittenAlikeInEveryLocale() {
        SliceState state =
                new SliceState("a", 1234, false, new SliceState.Position(5, "cus_1"), List.of(9L));
        Locale usual = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(state.toText()).isEqualTo("a 1234 open 5/cus_1 9");
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, usual);
        }
    }

    @Test
    void aStateIsReadAsItWasWritten() {
        for (SliceState state :
                List.of(
                        SliceState.NEW,
                        new SliceState(
                                "a", 7, true, new SliceState.Position(5, "cus_1"), List.of()),
                        new SliceState("b", 0, false, null, List.of(9L, 4L, 0L)))) {
            assertThat(SliceState.of("name", state.toText())).isEqualTo(state);
        }
        assertThat(new SliceState("b", 0, false, null, List.of(9L, 4L, 0L)).children())
                .containsExactly(new SliceState.Span(4L, 9L), new SliceState.Span(null, 4L));
    }

    private static List<String> idsInto(ResumableBackfill items, List<String> read) {
        while (items.hasNext()) {
            read.add((String) ((Map<?, ?>) items.next()).get("id"));
        }
        return List.of();
    }

    /** Dense hours and long gaps. */
    private static PagedStripe bursts(int size, Random random) {
        PagedStripe stripe = new PagedStripe();
        TreeMap<Integer, Long> times = new TreeMap<>();
        long now = START;
        for (int i = 0; i < size; i++) {
            now += random.nextInt(1000) == 0 ? random.nextInt(5_000_000) : random.nextInt(3);
            times.put(i, now);
        }
        times.forEach((number, created) -> stripe.add("cus_" + number, created));
        return stripe;
    }

    private Shared shared(
            Duration lease, UnaryOperator<String> reading, BiConsumer<String, String> writing) {
        return new Shared(Positions.of(reading, writing), "backfill", lease, clock);
    }

    /** One process of several, which can be killed. */
    private final class Instance implements AutoCloseable {
        final List<String> taken = new ArrayList<>();
        final ResumableBackfill items;
        private volatile boolean killed;

        Instance(PagedStripe stripe, int sideBySide) {
            this(stripe, sideBySide, LEASE);
        }

        Instance(PagedStripe stripe, int sideBySide, Duration lease) {
            items =
                    new ResumableBackfill(
                            (call, format) -> {
                                synchronized (stripe) {
                                    return stripe.send(call, format);
                                }
                            },
                            PagedStripe.call("customers.list", Map.of()),
                            AnswerFormat.MAP,
                            sideBySide,
                            Long.MAX_VALUE,
                            shared(lease, texts::get, this::write));
        }

        private void write(String name, String text) {
            if (!killed) {
                texts.put(name, text);
            }
        }

        List<String> read(int count) {
            List<String> read = new ArrayList<>();
            while (read.size() < count && items.hasNext()) {
                Object item = items.next();
                if (item == null) {
                    break;
                }
                read.add((String) ((Map<?, ?>) item).get("id"));
            }
            taken.addAll(read);
            return read;
        }

        List<String> rest() {
            List<String> read = read(Integer.MAX_VALUE);
            items.processed();
            return read;
        }

        /** What it would still write is lost. */
        void kill() {
            killed = true;
            items.close();
        }

        @Override
        public void close() {
            items.close();
        }
    }

    private static final class Hand extends Clock {
        private volatile Instant now = Instant.ofEpochSecond(2_000_000_000L);

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
