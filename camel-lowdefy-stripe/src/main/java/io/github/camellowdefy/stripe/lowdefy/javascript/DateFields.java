// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

/** What has been read of a date so far, in the order it came, and the time that makes. */
final class DateFields {

    private final int[] days = new int[3];
    private final int[] clock = new int[4];
    private int dayCount;
    private int clockCount;
    private boolean standard;
    private Integer namedMonth;
    private Integer halfOfDay;
    private Integer sign;
    private Integer zoneHours;
    private Integer zoneMinutes;

    /** The date has the standard's form: its year comes first and is what it says. */
    void standard() {
        standard = true;
    }

    void month(int name) {
        namedMonth = name;
    }

    void halfOfDay(int hours) {
        halfOfDay = hours;
    }

    boolean hasDay() {
        return dayCount > 0;
    }

    boolean hasClock() {
        return clockCount > 0;
    }

    boolean hasSign() {
        return sign != null;
    }

    boolean isUtc() {
        return Integer.valueOf(0).equals(zoneHours) && Integer.valueOf(0).equals(zoneMinutes);
    }

    boolean lacksZoneMinutes() {
        return zoneHours != null && zoneMinutes == null;
    }

    /** Whether a number can be the next of the clock, once that has begun. */
    boolean expectsClock(int value) {
        return (clockCount == 1 && value < 60)
                || (clockCount == 2 && value < 60)
                || (clockCount == 3 && value < 1000);
    }

    /** A year, month or day; false when there are all three. */
    boolean addDay(int value) {
        if (dayCount == days.length) {
            return false;
        }
        days[dayCount++] = value;
        return true;
    }

    /** Hours, minutes, seconds or milliseconds; false when there are all four. */
    boolean addClock(int value) {
        if (clockCount == clock.length) {
            return false;
        }
        clock[clockCount++] = value;
        return true;
    }

    /** The same, after which the clock is complete. */
    boolean addLastClock(int value) {
        boolean added = addClock(value);
        clockCount = clock.length;
        return added;
    }

    /** The zone of a name such as {@code EST}. */
    void zone(int hours) {
        sign = hours < 0 ? -1 : 1;
        zoneHours = Math.abs(hours);
        zoneMinutes = 0;
    }

    void sign(int of) {
        sign = of;
    }

    /** An offset from UTC; without minutes they are still to come. */
    void offset(int hours, Integer minutes) {
        zoneHours = hours;
        zoneMinutes = minutes;
    }

    void zoneMinutes(int minutes) {
        zoneMinutes = minutes;
    }

    /** The time in milliseconds, or NaN. */
    double time() {
        if (dayCount == 0) {
            return Double.NaN;
        }
        while (dayCount < days.length) {
            addDay(1);
        }
        int[] date = dateFields();
        if (halfOfDay != null) {
            if (clock[0] > 12) {
                return Double.NaN;
            }
            clock[0] = clock[0] % 12 + halfOfDay;
        }
        boolean endOfDay = clock[0] == 24 && clock[1] == 0 && clock[2] == 0 && clock[3] == 0;
        boolean onTheClock = clock[0] < 24 && clock[1] < 60 && clock[2] < 60 && clock[3] < 1000;
        if (!isMonth(date[1]) || !isDay(date[2]) || (!onTheClock && !endOfDay)) {
            return Double.NaN;
        }
        double[] fields = {date[0], date[1] - 1, date[2], clock[0], clock[1], clock[2], clock[3]};
        if (sign == null) {
            return Dates.time(fields, true);
        }
        double hours = zoneHours == null ? 0 : zoneHours;
        double minutes = zoneMinutes == null ? 0 : zoneMinutes;
        fields[4] -= sign * (hours * 60 + minutes);
        return Dates.time(fields, false);
    }

    private int[] dateFields() {
        int year;
        int month;
        int day;
        boolean yearFirst = standard || !isDay(days[0]);
        if (namedMonth != null) {
            month = namedMonth;
            year = yearFirst ? days[0] : days[1];
            day = yearFirst ? days[1] : days[0];
        } else {
            year = yearFirst ? days[0] : days[2];
            month = yearFirst ? days[1] : days[0];
            day = yearFirst ? days[2] : days[1];
        }
        if (!standard && year >= 0 && year <= 99) {
            year += year < 50 ? 2000 : 1900;
        }
        return new int[] {year, month, day};
    }

    private static boolean isMonth(int value) {
        return value >= 1 && value <= 12;
    }

    private static boolean isDay(int value) {
        return value >= 1 && value <= 31;
    }
}
