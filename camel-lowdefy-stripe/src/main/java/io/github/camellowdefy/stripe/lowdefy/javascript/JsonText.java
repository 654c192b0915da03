// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON with Lowdefy's dates: {@code {"~d": <time>}} in a text is a date in a value. */
public final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String DATE_KEY = "~d";
    private static final int LONGEST_INDENT = 10;

    private JsonText() {}

    /**
     * Reads JSON as {@code JSON.parse} does: numbers are doubles, and only strict JSON is accepted.
     */
    public static Object parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new ScriptException("takes JSON, but the text is blank");
            }
            Object value = read(parser);
            if (parser.nextToken() != null) {
                throw new ScriptException("takes one JSON value, but more follows it");
            }
            return value;
        } catch (IOException e) {
            throw new ScriptException("takes JSON, but the text is not");
        }
    }

    private static Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readMap(parser);
            case START_ARRAY -> readList(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    Values.number(Double.parseDouble(parser.getText()));
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<Object> readList(JsonParser parser) throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(parser));
        }
        return list;
    }

    private static Object readMap(JsonParser parser) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            map.put(key, read(parser));
        }
        return revive(map);
    }

    /** Reads a map as Lowdefy does: as a date, or without Lowdefy's own marks. */
    public static Object revive(Map<String, Object> map) {
        if (Values.isTruthy(map.get("~r"))) {
            map.remove("~r");
        }
        if (Values.isTruthy(map.get("~k"))) {
            map.remove("~k");
        }
        if (!map.containsKey(DATE_KEY)) {
            return map;
        }
        Date date = Dates.of(map.get(DATE_KEY));
        return date == null ? map : date;
    }

    /** Copies a value as Lowdefy does: as if it were written as JSON and read again. */
    public static Object copy(Object value) {
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(item instanceof Absent ? null : copy(item)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>(map.size() * 2);
            map.forEach(
                    (key, item) -> {
                        if (!(item instanceof Absent)) {
                            copy.put(String.valueOf(key), copy(item));
                        }
                    });
            return revive(copy);
        }
        return value instanceof Double number ? plain(number) : value;
    }

    /** Null for a number JSON cannot hold; JSON's zero has no sign. */
    public static Object plain(Double number) {
        if (!Double.isFinite(number)) {
            return null;
        }
        return number == 0 ? (Object) 0L : number;
    }

    /**
     * Writes JSON as {@code JSON.stringify} does; undefined for undefined.
     *
     * @param space the indent: a count of blanks or the text, both at most 10
     * @param isoDates whether a date's time is written as text or in milliseconds
     */
    public static Object stringify(Object value, Object space, boolean isoDates) {
        if (value instanceof Absent) {
            return value;
        }
        if (Dates.isDate(value)) {
            return "{ \"" + DATE_KEY + "\": " + dateText(value, isoDates) + " }";
        }
        String indent = "";
        if (space instanceof Number count) {
            double blanks = Math.min(Values.toInteger(count), LONGEST_INDENT);
            indent = " ".repeat((int) Math.max(blanks, 0));
        } else if (space instanceof String text) {
            indent = text.substring(0, Math.min(text.length(), LONGEST_INDENT));
        }
        return new JsonWriter(indent, isoDates, false).write(value);
    }

    /** Writes JSON with sorted keys and dates in milliseconds; the indent as Lowdefy reads it. */
    public static Object stableStringify(Object value, Object space, boolean isoDates) {
        if (value instanceof Absent || Dates.isDate(value)) {
            return stringify(value, space, isoDates);
        }
        String indent = Values.isTruthy(space) ? Values.toText(space) : "";
        if (space instanceof Number count) {
            double blanks = count.doubleValue();
            if (blanks < -1 || blanks != Math.rint(blanks) || blanks > Text.MAX_LENGTH) {
                throw new ScriptException("takes a whole number of blanks as space");
            }
            indent = " ".repeat((int) Math.max(blanks, 0));
        }
        return new JsonWriter(indent, false, true).write(value);
    }

    static String dateText(Object date, boolean iso) {
        long time = Dates.millis(date);
        return iso ? '"' + Dates.isoText(time) + '"' : Long.toString(time);
    }
}
