// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Dates;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code _date}: JavaScript's {@code Date} and the methods of its dates. */
final class DateOperators {

    private static final List<String> FIELDS =
            List.of("FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds");

    /** The fields after the first that a setter takes with it. */
    private static final int[] FURTHER = {2, 1, 0, 3, 2, 1, 0};

    private static final List<String> SETTER_ARGUMENTS =
            List.of("year", "month", "dayOfMonth", "hours", "minutes", "seconds", "milliseconds");

    /** Null is the current date, as in Lowdefy. */
    private static final Receiver<Long> DATE = new Receiver<>("date", Date::new, Dates::millis);

    private static final Receiver<Long> GIVEN_DATE = new Receiver<>("date", null, Dates::millis);

    private DateOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        for (int field = 0; field < FIELDS.size(); field++) {
            for (boolean local : new boolean[] {true, false}) {
                String name = (local ? "" : "UTC") + FIELDS.get(field);
                table.put("get" + name, getter(field, local));
                table.put("set" + name, setter(field, local));
            }
        }
        table.put("getDay", DATE.alone(on -> (long) Dates.weekday(on, true)));
        table.put("getUTCDay", DATE.alone(on -> (long) Dates.weekday(on, false)));
        table.put("getTime", DATE.alone(on -> on));
        table.put("getTimezoneOffset", DATE.alone(Dates::offsetMinutes));
        table.put("now", (params, scope) -> new Date());
        table.put(
                "parse",
                Method.single(
                        on -> Values.number(on == null ? seconds() : parsed(on).getTime()),
                        "string",
                        "null"));
        table.put(
                "setTime",
                GIVEN_DATE.named((on, a) -> Values.number(Dates.clip(a.number(0))), "time"));
        table.put("toDateString", DATE.alone(Dates::dateText));
        table.put("toISOString", DATE.alone(Dates::isoText));
        table.put("toJSON", DATE.alone(Dates::isoText));
        table.put("toString", DATE.alone(Dates::text));
        table.put("toTimeString", DATE.alone(Dates::timeText));
        table.put("toUTCString", DATE.alone(Dates::utcText));
        table.put(
                "UTC",
                Method.named(
                        DateOperators::utc,
                        List.of("year", "month", "day", "hours", "minutes", "seconds")));
        table.put("valueOf", DATE.alone(on -> on));
        return table;
    }

    /** {@code _date} itself: a date from text or from milliseconds. */
    static Operator create() {
        return Method.single(DateOperators::parsed, "number", "string");
    }

    private static Date parsed(Object on) {
        Date date = Dates.of(on);
        if (date == null) {
            throw new ScriptException(
                    "takes milliseconds, or a date of ISO 8601 or RFC 2822, such as 2026-01-31 or Sat, 31 Jan 2026 12:00:00 +0100, but this %s is no date"
                            .formatted(Values.describe(on).replaceFirst("^a ", "")));
        }
        return date;
    }

    /** The current time without its milliseconds, as JavaScript reads its text. */
    private static double seconds() {
        return Math.floorDiv(System.currentTimeMillis(), 1000L) * 1000.0;
    }

    private static Operator getter(int field, boolean local) {
        return DATE.alone(on -> Values.number(Dates.fields(on, local)[field]));
    }

    /** The new time in milliseconds, as JavaScript's setters return it. */
    private static Operator setter(int field, boolean local) {
        return GIVEN_DATE.named(
                (on, a) -> {
                    double[] fields = Dates.fields(on, local);
                    fields[field] = a.number(0);
                    for (int i = 1; i <= FURTHER[field] && i < a.size(); i++) {
                        fields[field + i] = a.number(i);
                    }
                    return Values.number(Dates.time(fields, local));
                },
                SETTER_ARGUMENTS.get(field));
    }

    private static Object utc(Arguments a) {
        double[] fields = {a.number(0), 0, 1, 0, 0, 0, 0};
        for (int i = 1; i < Math.min(a.size(), fields.length); i++) {
            fields[i] = a.number(i);
        }
        double year = Values.toInteger(fields[0]);
        if (!Double.isNaN(fields[0]) && year >= 0 && year <= 99) {
            fields[0] = 1900 + year;
        }
        return Values.number(Dates.time(fields, false));
    }
}
