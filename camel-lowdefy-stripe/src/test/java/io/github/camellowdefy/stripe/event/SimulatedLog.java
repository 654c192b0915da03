// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import io.github.camellowdefy.stripe.event.poll.EventPage;
import io.github.camellowdefy.stripe.event.poll.EventQuery;
import io.github.camellowdefy.stripe.event.poll.EventSource;
import io.github.camellowdefy.stripe.event.poll.UnknownEventException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * An account's events as Stripe lists them: newest first, in no promised order within a second,
 * some visible only a while after they were created, none older than 30 days. Has its own time.
 */
public final class SimulatedLog implements EventSource {

    public static final long START = 1_790_000_000L;

    /** Newest first; ties broken by a rank that has nothing to do with time. */
    private static final Comparator<Entry> API_ORDER =
            Comparator.comparingLong(Entry::created)
                    .thenComparingInt(Entry::rank)
                    .thenComparing(Entry::id)
                    .reversed();

    /** An event and when it shows. */
    public record Entry(String id, String type, long created, long visibleAt, int rank) {

        /** As the API answers it. */
        public StripeEvent event() {
            return new StripeEvent(
                    Map.of("id", id, "object", "event", "type", type, "created", created));
        }
    }

    private final Map<String, Entry> byId = new LinkedHashMap<>();
    private final SortedSet<Entry> entries = new TreeSet<>(API_ORDER);
    private final List<EventQuery> queries = new ArrayList<>();
    private long now = START;
    private int failures;
    private long secondsPerRequest;

    public final Clock clock =
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Instant instant() {
                    return Instant.ofEpochSecond(now);
                }
            };

    public String append() {
        return append("charge.succeeded", 0, 0, 0);
    }

    /**
     * Adds an event.
     *
     * @param created when it is created, in seconds from now
     * @param visible when it becomes visible, in seconds from now
     * @param rank its place among those of the same second
     */
    public String append(String type, long created, long visible, int rank) {
        String id = "evt_" + byId.size();
        Entry entry = new Entry(id, type, now + created, now + visible, rank);
        byId.put(id, entry);
        entries.add(entry);
        return id;
    }

    public void append(int count) {
        for (int i = 0; i < count; i++) {
            append();
        }
    }

    /** Adds events, one each so many seconds, and lets the time pass. */
    public void append(int count, long secondsBetween) {
        for (int i = 0; i < count; i++) {
            append();
            pass(Duration.ofSeconds(secondsBetween));
        }
    }

    public void pass(Duration duration) {
        now += duration.toSeconds();
    }

    /** From now on every request takes this long, after which it is answered. */
    public void answerAfter(long seconds) {
        secondsPerRequest = seconds;
    }

    public void failNext(int requests) {
        failures = requests;
    }

    public List<EventQuery> queries() {
        return queries;
    }

    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** Whether an event is, or will be, listed after another. */
    public boolean isAfter(String id, String anchor) {
        return API_ORDER.compare(entry(id), entry(anchor)) < 0;
    }

    public Entry entry(String id) {
        return byId.get(id);
    }

    @Override
    public CompletableFuture<EventPage> page(EventQuery query) {
        queries.add(query);
        now += secondsPerRequest;
        if (failures > 0) {
            failures--;
            return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
        }
        String start = query.endingBefore() != null ? query.endingBefore() : query.startingAfter();
        Entry cursor = byId.get(start);
        if (start != null && (cursor == null || !isVisible(cursor))) {
            return CompletableFuture.failedFuture(new UnknownEventException(null));
        }
        List<Entry> visible =
                entries.stream()
                        .filter(this::isVisible)
                        .filter(e -> query.from() == null || e.created() >= query.from())
                        .filter(e -> query.before() == null || e.created() < query.before())
                        .filter(
                                e ->
                                        cursor == null
                                                || (query.endingBefore() == null
                                                        ? API_ORDER.compare(e, cursor) > 0
                                                        : API_ORDER.compare(e, cursor) < 0))
                        .toList();
        int size = Math.min(query.limit(), visible.size());
        List<Entry> page =
                query.endingBefore() == null
                        ? visible.subList(0, size)
                        : visible.subList(visible.size() - size, visible.size());
        return CompletableFuture.completedFuture(
                new EventPage(
                        page.stream().map(Entry::event).toList(), visible.size() > page.size()));
    }

    @Override
    public CompletableFuture<Boolean> exists(String id) {
        return CompletableFuture.completedFuture(byId.containsKey(id) && isVisible(byId.get(id)));
    }

    private boolean isVisible(Entry entry) {
        return entry.visibleAt() <= now && entry.created() > now - 30 * 86_400L;
    }
}
