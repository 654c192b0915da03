/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.lowdefy.javascript;

import io.github.camellowdefy.stripe.lowdefy.javascript.DateScanner.Kind;
import io.github.camellowdefy.stripe.lowdefy.javascript.DateScanner.Token;

/**
 * {@code Date.parse} of the engine Lowdefy runs on: the standard's format ({@code
 * 2026-01-31T12:00:00.000Z}; a date alone is in UTC, a date with a time and no zone is local), and
 * otherwise what people write ({@code Jan 31, 2026 10:00 PM}, {@code 1/31/26}, {@code 31 January
 * 2026 10:00 +0100}).
 */
public final class DateReader {

    private final DateScanner scanner;
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

    private DateReader(String text) {
        this.scanner = new DateScanner(text);
    }

    /** The time in milliseconds, or NaN. */
    public static double read(String text) {
        DateReader reader = new DateReader(text);
        return reader.parse() ? reader.time() : Double.NaN;
    }

    private boolean parse() {
        Token token = date();
        if (token == null) {
            return false;
        }
        boolean numbers = dayCount > 0;
        for (; token.kind() != Kind.END; token = scanner.next()) {
            boolean understood =
                    switch (token.kind()) {
                        case NUMBER -> number(token.value());
                        case MONTH -> month(token.value());
                        case HALF_OF_DAY, ZONE, WORD, SEPARATOR -> word(token, numbers);
                        case SIGN -> sign(token, numbers);
                        default -> !(token.is(')') && numbers);
                    };
            if (!understood) {
                return false;
            }
            numbers |= token.isNumber() || (token.kind() == Kind.SIGN && sign != null);
        }
        return true;
    }

    /** The standard's date; returns the first token it leaves, or null when all is lost. */
    private Token date() {
        Token first = scanner.peek();
        if (first.kind() == Kind.SIGN) {
            scanner.next();
            Token year = scanner.peek();
            if (year.length() != 6 || !year.isNumber() || (first.is('-') && year.value() == 0)) {
                return first;
            }
            addDay(first.is('-') ? -scanner.next().value() : scanner.next().value());
        } else if (first.isNumber() && first.length() == 4) {
            addDay(scanner.next().value());
        } else {
            return scanner.next();
        }
        if (scanner.skip('-')) {
            if (!scanner.peek().isNumber(2, 1, 12)) {
                return scanner.next();
            }
            addDay(scanner.next().value());
            if (scanner.skip('-')) {
                if (!scanner.peek().isNumber(2, 1, 31)) {
                    return scanner.next();
                }
                addDay(scanner.next().value());
            }
        }
        if (scanner.peek().kind() == Kind.SEPARATOR) {
            scanner.next();
            if (!standardClock() || !standardZone() || scanner.peek().kind() != Kind.END) {
                return null;
            }
        } else if (scanner.peek().kind() != Kind.END) {
            return scanner.next();
        }
        if (sign == null && clockCount == 0) {
            zone(0);
        }
        standard = true;
        return scanner.next();
    }

    private boolean standardClock() {
        if (!scanner.peek().isNumber(2, 0, 24)) {
            return false;
        }
        int most = scanner.peek().value() == 24 ? 0 : 59;
        addClock(scanner.next().value());
        if (!scanner.skip(':') || !scanner.peek().isNumber(2, 0, most)) {
            return false;
        }
        addClock(scanner.next().value());
        if (!scanner.skip(':')) {
            return true;
        }
        if (!scanner.peek().isNumber(2, 0, most)) {
            return false;
        }
        addClock(scanner.next().value());
        if (scanner.skip('.')) {
            if (!scanner.peek().isNumber() || (most == 0 && scanner.peek().value() > 0)) {
                return false;
            }
            addClock(milliseconds(scanner.next()));
        }
        return true;
    }

    private boolean standardZone() {
        if (scanner.peek().isZulu()) {
            scanner.next();
            zone(0);
            return true;
        }
        if (scanner.peek().kind() != Kind.SIGN) {
            return true;
        }
        sign = scanner.next().is('-') ? -1 : 1;
        if (scanner.peek().isNumber() && scanner.peek().length() == 4) {
            int both = scanner.next().value();
            zoneHours = both / 100;
            zoneMinutes = both % 100;
            return zoneHours < 24 && zoneMinutes < 60;
        }
        if (!scanner.peek().isNumber(2, 0, 23)) {
            return false;
        }
        zoneHours = scanner.next().value();
        if (!scanner.skip(':') || !scanner.peek().isNumber(2, 0, 59)) {
            return false;
        }
        zoneMinutes = scanner.next().value();
        return true;
    }

    private boolean number(int value) {
        if (scanner.skip(':')) {
            if (scanner.skip(':')) {
                return clockCount == 0 && addClock(value) && addClock(0);
            }
            boolean added = addClock(value);
            scanner.skip('.');
            return added;
        }
        if (scanner.skip('.') && expectsClock(value)) {
            addClock(value);
            return scanner.peek().isNumber() && addLastClock(milliseconds(scanner.next()));
        }
        if (zoneHours != null && zoneMinutes == null && value >= 0 && value < 60) {
            zoneMinutes = value;
            return true;
        }
        if (expectsClock(value)) {
            addLastClock(value);
            Token after = scanner.peek();
            return switch (after.kind()) {
                case END, SPACE, SIGN -> true;
                default -> after.isZulu();
            };
        }
        boolean added = addDay(value);
        scanner.skip('-');
        return added;
    }

    private boolean month(int value) {
        namedMonth = value;
        scanner.skip('-');
        return true;
    }

    private boolean word(Token word, boolean numbers) {
        if (word.kind() == Kind.HALF_OF_DAY && clockCount > 0) {
            halfOfDay = word.value();
            return true;
        }
        if (word.kind() == Kind.ZONE && numbers) {
            zone(word.value());
            return true;
        }
        return !numbers && !scanner.peek().isNumber();
    }

    private boolean sign(Token token, boolean numbers) {
        boolean utc =
                Integer.valueOf(0).equals(zoneHours) && Integer.valueOf(0).equals(zoneMinutes);
        if (!utc && clockCount == 0) {
            return !numbers;
        }
        sign = token.is('-') ? -1 : 1;
        Token offset = scanner.peek().isNumber() ? scanner.next() : new Token(Kind.NUMBER, 0, 0);
        if (scanner.peek().is(':')) {
            zoneHours = offset.value();
            zoneMinutes = null;
        } else if (offset.length() == 1 || offset.length() == 2) {
            zoneHours = offset.value();
            zoneMinutes = 0;
        } else if (offset.length() == 3 || offset.length() == 4) {
            zoneHours = offset.value() / 100;
            zoneMinutes = offset.value() % 100;
        } else {
            return false;
        }
        return true;
    }

    private double time() {
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

    private static int milliseconds(Token fraction) {
        int value = fraction.value();
        int digits = Math.min(fraction.length(), 9);
        return digits == 1
                ? value * 100
                : digits == 2 ? value * 10 : (int) (value / Math.pow(10, digits - 3));
    }

    private boolean expectsClock(int value) {
        return (clockCount == 1 && value < 60)
                || (clockCount == 2 && value < 60)
                || (clockCount == 3 && value < 1000);
    }

    private boolean addClock(int value) {
        if (clockCount == clock.length) {
            return false;
        }
        clock[clockCount++] = value;
        return true;
    }

    private boolean addLastClock(int value) {
        boolean added = addClock(value);
        clockCount = clock.length;
        return added;
    }

    private boolean addDay(int value) {
        if (dayCount == days.length) {
            return false;
        }
        days[dayCount++] = value;
        return true;
    }

    private void zone(int hours) {
        sign = hours < 0 ? -1 : 1;
        zoneHours = Math.abs(hours);
        zoneMinutes = 0;
    }

    private static boolean isMonth(int value) {
        return value >= 1 && value <= 12;
    }

    private static boolean isDay(int value) {
        return value >= 1 && value <= 31;
    }
}
