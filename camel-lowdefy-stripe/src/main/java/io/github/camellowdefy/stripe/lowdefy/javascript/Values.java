// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The kinds of values, and how JavaScript turns one into another. */
public final class Values {

    private static final double MAX_SAFE = 9007199254740991d;
    private static final long MAX_INDEX = 4294967294L;

    private Values() {}

    /**
     * The name Lowdefy gives to the kind of a value: {@code array}, {@code object}, ...; {@code
     * opaque} for a Java object that JavaScript does not know.
     */
    public static String typeOf(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Number) {
            return "number";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof List) {
            return "array";
        }
        if (value instanceof Absent) {
            return "undefined";
        }
        if (value instanceof Map) {
            return "object";
        }
        return Dates.isDate(value) ? "date" : "opaque";
    }

    /** Whether there is no value: null or undefined. */
    public static boolean isNone(Object value) {
        return value == null || value instanceof Absent;
    }

    /** The value of a key; undefined where there is none. */
    public static Object entry(Map<?, ?> map, String key) {
        return map.containsKey(key) ? map.get(key) : Absent.UNDEFINED;
    }

    public static boolean isTruthy(Object value) {
        if (isNone(value)) {
            return false;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number) {
            double as = number.doubleValue();
            return as != 0 && !Double.isNaN(as);
        }
        return !"".equals(value);
    }

    /** Whether it is a number that is neither infinite nor NaN. */
    public static boolean isFinite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    public static boolean isInteger(Object value) {
        return isFinite(value) && Math.rint(toNumber(value)) == toNumber(value);
    }

    /** JavaScript's {@code ===}. */
    public static boolean isSame(Object one, Object other) {
        if (one instanceof Number && other instanceof Number) {
            if (isExact(one) && isExact(other)) {
                return one.toString().equals(other.toString());
            }
            return ((Number) one).doubleValue() == ((Number) other).doubleValue();
        }
        if (one instanceof String || one instanceof Boolean) {
            return one.equals(other);
        }
        if (one instanceof Absent) {
            return other instanceof Absent;
        }
        return one == other;
    }

    /** How JavaScript's {@code <} and its like order two values; null when they have no order. */
    public static Integer compare(Object one, Object other) {
        if (isExact(one) && isExact(other)) {
            return new BigInteger(one.toString()).compareTo(new BigInteger(other.toString()));
        }
        Object left = primitive(one);
        Object right = primitive(other);
        if (left instanceof String a && right instanceof String b) {
            return Integer.signum(a.compareTo(b));
        }
        double a = toNumber(left);
        double b = toNumber(right);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return null;
        }
        return a < b ? -1 : a > b ? 1 : 0;
    }

    private static Object primitive(Object value) {
        return value instanceof List || value instanceof Map ? toText(value) : value;
    }

    private static boolean isExact(Object number) {
        return number instanceof Long || number instanceof Integer || number instanceof BigInteger;
    }

    /** {@code Number(value)}. */
    public static double toNumber(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value == null) {
            return 0;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof Absent) {
            return Double.NaN;
        }
        if (Dates.isDate(value)) {
            return Dates.millis(value);
        }
        return NumberReader.read(toText(value));
    }

    /** The number without its fraction; 0 for NaN. */
    public static double toInteger(Object value) {
        double number = toNumber(value);
        if (Double.isNaN(number)) {
            return 0;
        }
        return number < 0 ? Math.ceil(number) + 0.0 : Math.floor(number) + 0.0;
    }

    /** The low 32 bits of the number. */
    public static int toInt32(Object value) {
        double number = toInteger(value);
        return Double.isInfinite(number) ? 0 : (int) (long) (number % 4294967296d);
    }

    /** {@code String(value)}. */
    public static String toText(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return Numbers.of(number);
        }
        if (value instanceof List<?> list) {
            return join(list, ",");
        }
        if (value instanceof Map<?, ?> map) {
            if (map.containsKey("toString")) {
                throw new ScriptException("cannot become text: its key toString is in the way");
            }
            return "[object Object]";
        }
        if (value instanceof Absent) {
            return "undefined";
        }
        return Dates.isDate(value) ? Dates.text(Dates.millis(value)) : String.valueOf(value);
    }

    /** {@code Array.prototype.join}: null and undefined are empty. */
    public static String join(List<?> list, String separator) {
        return list.stream()
                .map(item -> isNone(item) ? "" : toText(item))
                .collect(Collectors.joining(separator));
    }

    /** A result of arithmetic: whole numbers as {@code Long} while that is exact. */
    public static Number number(double value) {
        boolean whole = Math.rint(value) == value && Math.abs(value) <= MAX_SAFE;
        if (whole && (value != 0 || 1 / value > 0)) {
            return (long) value;
        }
        return value;
    }

    /** The keys in JavaScript's order: whole numbers first, by size, then as they were added. */
    public static List<String> keys(Map<?, ?> map) {
        List<String> numbers = new ArrayList<>();
        List<String> others = new ArrayList<>(map.size());
        for (Object key : map.keySet()) {
            String text = String.valueOf(key);
            (isIndex(text) ? numbers : others).add(text);
        }
        if (numbers.isEmpty()) {
            return others;
        }
        numbers.sort((one, other) -> Long.compare(Long.parseLong(one), Long.parseLong(other)));
        numbers.addAll(others);
        return numbers;
    }

    /** Whether the text is how an array index is written. */
    public static boolean isIndex(String text) {
        int length = text.length();
        if (length == 0 || length > 10 || (length > 1 && text.charAt(0) == '0')) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return Long.parseLong(text) <= MAX_INDEX;
    }

    /** The kind of a value, for an error sentence: never the value, which may be a secret. */
    public static String describe(Object value) {
        if (value instanceof Collection<?> items) {
            return items.size() == 1 ? "a list of one" : "a list of " + items.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? "an empty map" : "a map with the keys " + keys(map);
        }
        if (value instanceof String text) {
            return text.isEmpty() ? "empty text" : "text";
        }
        if (value instanceof BigDecimal || value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Absent) {
            return "nothing";
        }
        return value == null ? "null" : "a " + typeOf(value);
    }
}
