// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * JavaScript's dates: milliseconds since 1970 in UTC, read and written in UTC or in the local time
 * zone, which is the JVM's. A time is a double, and NaN when there is no valid date.
 */
public final class Dates {

    private static final double MAX_TIME = 8.64e15;
    private static final double DAY = 86_400_000;

    private static final DateTimeFormatter DATE = withYear("EEE MMM dd ", "");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'GMT'xx", Locale.ENGLISH);
    private static final DateTimeFormatter UTC = withYear("EEE, dd MMM ", " HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ISO_AFTER_THE_YEAR =
            DateTimeFormatter.ofPattern("-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ENGLISH);

    private Dates() {}

    public static boolean isDate(Object value) {
        return value instanceof Date
                || value instanceof Instant
                || value instanceof Calendar
                || value instanceof ZonedDateTime
                || value instanceof OffsetDateTime;
    }

    /** The milliseconds of a date of any of Java's kinds. */
    public static long millis(Object date) {
        if (date instanceof Date known) {
            return known.getTime();
        }
        Instant instant =
                date instanceof Calendar calendar
                        ? calendar.toInstant()
                        : Instant.from((TemporalAccessor) date);
        return instant.toEpochMilli();
    }

    /** {@code new Date(value)}: null when that is no valid date. */
    public static Date of(Object value) {
        double time =
                value instanceof String || value instanceof List
                        ? DateReader.read(Values.toText(value))
                        : clip(Values.toNumber(value));
        return Double.isNaN(time) ? null : new Date((long) time);
    }

    /** The time when it is one a date can have, else NaN. */
    public static double clip(double time) {
        return Math.abs(time) <= MAX_TIME ? Values.toInteger(time) : Double.NaN;
    }

    /** The seven fields from the year to the milliseconds; the month counts from 0. */
    public static double[] fields(long time, boolean local) {
        LocalDateTime at = at(time, local).toLocalDateTime();
        return new double[] {
            at.getYear(),
            at.getMonthValue() - 1,
            at.getDayOfMonth(),
            at.getHour(),
            at.getMinute(),
            at.getSecond(),
            Math.floorMod(time, 1000L)
        };
    }

    /** 0 for Sunday to 6. */
    public static int weekday(long time, boolean local) {
        return at(time, local).getDayOfWeek().getValue() % 7;
    }

    /** {@code getTimezoneOffset}: minutes from local time to UTC. */
    public static long offsetMinutes(long time) {
        return -at(time, true).getOffset().getTotalSeconds() / 60;
    }

    /** The time of seven fields, which may lie outside their ranges. */
    public static double time(double[] fields, boolean local) {
        for (double field : fields) {
            if (!Double.isFinite(field)) {
                return Double.NaN;
            }
        }
        double month = Values.toInteger(fields[1]);
        double year = Values.toInteger(fields[0]) + Math.floor(month / 12);
        if (Math.abs(year) > 400_000) {
            return Double.NaN;
        }
        int monthOfYear = (int) (month - Math.floor(month / 12) * 12);
        double day =
                LocalDate.of((int) year, monthOfYear + 1, 1).toEpochDay()
                        + Values.toInteger(fields[2])
                        - 1;
        double clock =
                Values.toInteger(fields[3]) * 3_600_000
                        + Values.toInteger(fields[4]) * 60_000
                        + Values.toInteger(fields[5]) * 1000
                        + Values.toInteger(fields[6]);
        double time = day * DAY + clock;
        return clip(local ? toUtc(time) : time);
    }

    /** In a gap or an overlap of local time the offset before it counts, as in JavaScript. */
    private static double toUtc(double localTime) {
        if (Math.abs(localTime) > MAX_TIME + DAY) {
            return Double.NaN;
        }
        LocalDateTime at =
                LocalDateTime.ofEpochSecond(
                        Math.floorDiv((long) localTime, 1000L), 0, ZoneOffset.UTC);
        ZoneOffset offset = ZoneId.systemDefault().getRules().getOffset(at);
        return localTime - offset.getTotalSeconds() * 1000.0;
    }

    /** {@code toString}. */
    public static String text(long time) {
        return dateText(time) + ' ' + timeText(time);
    }

    /** {@code toDateString}. */
    public static String dateText(long time) {
        return DATE.format(at(time, true));
    }

    /** {@code toTimeString}. */
    public static String timeText(long time) {
        ZonedDateTime at = at(time, true);
        boolean summer = at.getZone().getRules().isDaylightSavings(at.toInstant());
        String zone =
                TimeZone.getTimeZone(at.getZone())
                        .getDisplayName(summer, TimeZone.LONG, Locale.ENGLISH);
        return TIME.format(at) + " (" + zone + ')';
    }

    /** {@code toUTCString}. */
    public static String utcText(long time) {
        return UTC.format(at(time, false));
    }

    /** {@code toISOString}. */
    public static String isoText(long time) {
        ZonedDateTime at = at(time, false);
        int year = at.getYear();
        String digits = year >= 0 && year <= 9999 ? "%04d" : "%+07d";
        return String.format(Locale.ROOT, digits, year) + ISO_AFTER_THE_YEAR.format(at);
    }

    /** Years have four digits or more, and a sign when they are negative. */
    private static DateTimeFormatter withYear(String before, String after) {
        return new DateTimeFormatterBuilder()
                .appendPattern(before)
                .appendValue(ChronoField.YEAR, 4, 10, SignStyle.NORMAL)
                .appendPattern(after)
                .toFormatter(Locale.ENGLISH);
    }

    private static ZonedDateTime at(long time, boolean local) {
        return Instant.ofEpochMilli(time).atZone(local ? ZoneId.systemDefault() : ZoneOffset.UTC);
    }
}
