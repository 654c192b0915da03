// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * Where to start when there is no cursor yet.
 *
 * @param seconds the earliest time of creation, in Unix seconds; null for events from now on
 */
public record StartFrom(Long seconds) {

    /** What happens from now on. */
    public static final StartFrom NOW = new StartFrom(null);

    /** Everything Stripe still has. */
    public static final StartFrom EARLIEST = new StartFrom(0L);

    private static final List<Function<String, Instant>> TIMES =
            List.of(
                    Instant::parse,
                    text -> OffsetDateTime.parse(text).toInstant(),
                    text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    /**
     * Reads {@code now}, {@code earliest}, or an ISO date or time such as {@code
     * 2026-01-31T08:00:00Z}; a date means its start in UTC.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static StartFrom parse(String text) {
        String given = text.strip();
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "now" -> NOW;
            case "earliest" -> EARLIEST;
            default -> new StartFrom(time(given).getEpochSecond());
        };
    }

    /** The start in words, with the events that are skipped or come again, for a log line. */
    @Override
    public String toString() {
        return seconds == null
                ? "now, and every event before is skipped"
                : seconds == 0
                        ? "the earliest event, and those that were processed before come again"
                        : "%s, and every event before is skipped"
                                .formatted(Instant.ofEpochSecond(seconds));
    }

    private static Instant time(String text) {
        return TIMES.stream()
                .map(format -> read(format, text))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "startFrom=%s is neither now nor earliest nor a time such as 2026-01-31T08:00:00Z."
                                                .formatted(Excerpt.plain(text))));
    }

    private static Instant read(Function<String, Instant> format, String text) {
        try {
            return format.apply(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
