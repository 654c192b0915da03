// SPDX-License-Identifier: Apache-2.0
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
    private final DateFields fields = new DateFields();

    private DateReader(String text) {
        this.scanner = new DateScanner(text);
    }

    /** The time in milliseconds, or NaN. */
    public static double read(String text) {
        DateReader reader = new DateReader(text);
        return reader.parse() ? reader.fields.time() : Double.NaN;
    }

    private boolean parse() {
        Token token = date();
        if (token == null) {
            return false;
        }
        boolean numbers = fields.hasDay();
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
            numbers |= token.isNumber() || (token.kind() == Kind.SIGN && fields.hasSign());
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
            fields.addDay(first.is('-') ? -scanner.next().value() : scanner.next().value());
        } else if (first.isNumber() && first.length() == 4) {
            fields.addDay(scanner.next().value());
        } else {
            return scanner.next();
        }
        if (scanner.skip('-')) {
            if (!scanner.peek().isNumber(2, 1, 12)) {
                return scanner.next();
            }
            fields.addDay(scanner.next().value());
            if (scanner.skip('-')) {
                if (!scanner.peek().isNumber(2, 1, 31)) {
                    return scanner.next();
                }
                fields.addDay(scanner.next().value());
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
        if (!fields.hasSign() && !fields.hasClock()) {
            fields.zone(0);
        }
        fields.standard();
        return scanner.next();
    }

    private boolean standardClock() {
        if (!scanner.peek().isNumber(2, 0, 24)) {
            return false;
        }
        int most = scanner.peek().value() == 24 ? 0 : 59;
        fields.addClock(scanner.next().value());
        if (!scanner.skip(':') || !scanner.peek().isNumber(2, 0, most)) {
            return false;
        }
        fields.addClock(scanner.next().value());
        if (!scanner.skip(':')) {
            return true;
        }
        if (!scanner.peek().isNumber(2, 0, most)) {
            return false;
        }
        fields.addClock(scanner.next().value());
        if (scanner.skip('.')) {
            if (!scanner.peek().isNumber() || (most == 0 && scanner.peek().value() > 0)) {
                return false;
            }
            fields.addClock(milliseconds(scanner.next()));
        }
        return true;
    }

    private boolean standardZone() {
        if (scanner.peek().isZulu()) {
            scanner.next();
            fields.zone(0);
            return true;
        }
        if (scanner.peek().kind() != Kind.SIGN) {
            return true;
        }
        fields.sign(scanner.next().is('-') ? -1 : 1);
        if (scanner.peek().isNumber() && scanner.peek().length() == 4) {
            int both = scanner.next().value();
            fields.offset(both / 100, both % 100);
            return both / 100 < 24 && both % 100 < 60;
        }
        if (!scanner.peek().isNumber(2, 0, 23)) {
            return false;
        }
        fields.offset(scanner.next().value(), null);
        if (!scanner.skip(':') || !scanner.peek().isNumber(2, 0, 59)) {
            return false;
        }
        fields.zoneMinutes(scanner.next().value());
        return true;
    }

    private boolean number(int value) {
        if (scanner.skip(':')) {
            if (scanner.skip(':')) {
                return !fields.hasClock() && fields.addClock(value) && fields.addClock(0);
            }
            boolean added = fields.addClock(value);
            scanner.skip('.');
            return added;
        }
        if (scanner.skip('.') && fields.expectsClock(value)) {
            fields.addClock(value);
            return scanner.peek().isNumber() && fields.addLastClock(milliseconds(scanner.next()));
        }
        if (fields.lacksZoneMinutes() && value >= 0 && value < 60) {
            fields.zoneMinutes(value);
            return true;
        }
        if (fields.expectsClock(value)) {
            fields.addLastClock(value);
            Token after = scanner.peek();
            return switch (after.kind()) {
                case END, SPACE, SIGN -> true;
                default -> after.isZulu();
            };
        }
        boolean added = fields.addDay(value);
        scanner.skip('-');
        return added;
    }

    private boolean month(int value) {
        fields.month(value);
        scanner.skip('-');
        return true;
    }

    private boolean word(Token word, boolean numbers) {
        if (word.kind() == Kind.HALF_OF_DAY && fields.hasClock()) {
            fields.halfOfDay(word.value());
            return true;
        }
        if (word.kind() == Kind.ZONE && numbers) {
            fields.zone(word.value());
            return true;
        }
        return !numbers && !scanner.peek().isNumber();
    }

    private boolean sign(Token token, boolean numbers) {
        if (!fields.isUtc() && !fields.hasClock()) {
            return !numbers;
        }
        fields.sign(token.is('-') ? -1 : 1);
        Token offset = scanner.peek().isNumber() ? scanner.next() : new Token(Kind.NUMBER, 0, 0);
        if (scanner.peek().is(':')) {
            fields.offset(offset.value(), null);
        } else if (offset.length() == 1 || offset.length() == 2) {
            fields.offset(offset.value(), 0);
        } else if (offset.length() == 3 || offset.length() == 4) {
            fields.offset(offset.value() / 100, offset.value() % 100);
        } else {
            return false;
        }
        return true;
    }

    private static int milliseconds(Token fraction) {
        int value = fraction.value();
        int digits = Math.min(fraction.length(), 9);
        return digits == 1
                ? value * 100
                : digits == 2 ? value * 10 : (int) (value / Math.pow(10, digits - 3));
    }
}
