// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.YEAR;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads dates written as ISO 8601 ({@code 2026-01-31}, {@code 2026-01-31T12:00:00.000Z}) or RFC
 * 2822 ({@code Sat, 31 Jan 2026 12:00:00 +0100}). As in JavaScript, a date alone is in UTC, and a
 * date with a time and no offset is local.
 */
public final class DateReader {

    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendValue(YEAR, 4, 6, SignStyle.EXCEEDS_PAD)
                    .appendPattern("[-MM[-dd]]['T'HH:mm[:ss")
                    .optionalStart()
                    .appendFraction(NANO_OF_SECOND, 1, 9, true)
                    .optionalEnd()
                    .optionalEnd()
                    .optionalStart()
                    .parseLenient()
                    .appendOffset("+HH", "Z")
                    .parseStrict()
                    .optionalEnd()
                    .optionalEnd()
                    .parseDefaulting(MONTH_OF_YEAR, 1)
                    .parseDefaulting(DAY_OF_MONTH, 1)
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter RFC =
            RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    /** RFC 3339 lets a blank stand for the T. */
    private static final Pattern BLANK = Pattern.compile("(?<=-\\d\\d) (?=\\d\\d:)");

    private DateReader() {}

    /** The time in milliseconds, or NaN where the text is no date in one of these forms. */
    public static double read(String text) {
        for (DateTimeFormatter format : List.of(ISO, RFC)) {
            try {
                TemporalAccessor date =
                        format.parseBest(
                                BLANK.matcher(text).replaceFirst("T"),
                                OffsetDateTime::from,
                                LocalDateTime::from,
                                LocalDate::from);
                return Dates.clip(millis(date));
            } catch (DateTimeException e) {
                // the other form, or none
            }
        }
        return Double.NaN;
    }

    private static double millis(TemporalAccessor date) {
        if (date instanceof OffsetDateTime exact) {
            return exact.toInstant().toEpochMilli();
        }
        return date instanceof LocalDateTime local
                ? local.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli()
                : ((LocalDate) date).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
