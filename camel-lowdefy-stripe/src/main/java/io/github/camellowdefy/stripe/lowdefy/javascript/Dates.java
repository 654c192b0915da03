// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * JavaScript's dates: milliseconds since 1970 in UTC, read and written in UTC or in the local time
 * zone, which is the JVM's. A time is a double because NaN stands for what is no date.
 */
public final class Dates {

    private static final double MAX_TIME = 8.64e15;
    private static final double DAY = 86_400_000;

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
        if (date instanceof Calendar calendar) {
            return calendar.getTimeInMillis();
        }
        if (date instanceof ZonedDateTime zoned) {
            return zoned.toInstant().toEpochMilli();
        }
        if (date instanceof OffsetDateTime offset) {
            return offset.toInstant().toEpochMilli();
        }
        return ((Instant) date).toEpochMilli();
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
        ZonedDateTime at = at(time, true);
        return weekdayName(at)
                + ' '
                + monthName(at)
                + ' '
                + padded(at.getDayOfMonth(), 2)
                + ' '
                + year(at);
    }

    /** {@code toTimeString}. */
    public static String timeText(long time) {
        ZonedDateTime at = at(time, true);
        int minutes = at.getOffset().getTotalSeconds() / 60;
        int size = Math.abs(minutes);
        boolean summer = at.getZone().getRules().isDaylightSavings(at.toInstant());
        String zone =
                TimeZone.getTimeZone(at.getZone())
                        .getDisplayName(summer, TimeZone.LONG, Locale.ENGLISH);
        return clock(at)
                + " GMT"
                + (minutes < 0 ? '-' : '+')
                + padded(size / 60, 2)
                + padded(size % 60, 2)
                + " ("
                + zone
                + ')';
    }

    /** {@code toUTCString}. */
    public static String utcText(long time) {
        ZonedDateTime at = at(time, false);
        return weekdayName(at)
                + ", "
                + padded(at.getDayOfMonth(), 2)
                + ' '
                + monthName(at)
                + ' '
                + year(at)
                + ' '
                + clock(at)
                + " GMT";
    }

    /** {@code toISOString}. */
    public static String isoText(long time) {
        ZonedDateTime at = at(time, false);
        int year = at.getYear();
        String years =
                year >= 0 && year <= 9999
                        ? padded(year, 4)
                        : (year < 0 ? "-" : "+") + padded(Math.abs(year), 6);
        return years
                + '-'
                + padded(at.getMonthValue(), 2)
                + '-'
                + padded(at.getDayOfMonth(), 2)
                + 'T'
                + clock(at)
                + '.'
                + padded((int) Math.floorMod(time, 1000L), 3)
                + 'Z';
    }

    private static ZonedDateTime at(long time, boolean local) {
        return Instant.ofEpochMilli(time).atZone(local ? ZoneId.systemDefault() : ZoneOffset.UTC);
    }

    private static String clock(ZonedDateTime at) {
        return padded(at.getHour(), 2)
                + ':'
                + padded(at.getMinute(), 2)
                + ':'
                + padded(at.getSecond(), 2);
    }

    private static String weekdayName(ZonedDateTime at) {
        return at.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private static String monthName(ZonedDateTime at) {
        return at.getMonth().name().charAt(0)
                + at.getMonth().name().substring(1, 3).toLowerCase(Locale.ROOT);
    }

    private static String year(ZonedDateTime at) {
        return (at.getYear() < 0 ? "-" : "") + padded(Math.abs(at.getYear()), 4);
    }

    private static String padded(int number, int length) {
        String text = Integer.toString(number);
        return text.length() < length ? "0".repeat(length - text.length()) + text : text;
    }
}
