// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Methods of JavaScript's strings that Java's lack or do differently. Positions are UTF-16. */
public final class Text {

    /** The longest text an operator makes: beyond it a message would exhaust the memory. */
    public static final int MAX_LENGTH = 1 << 24;

    private static final Set<String> FORMS = Set.of("NFC", "NFD", "NFKC", "NFKD");

    private Text() {}

    public static boolean isBlank(char c) {
        return switch (c) {
            case '\t', '\n', 0x0b, '\f', '\r', ' ', 0xa0, 0x1680, 0x2028, 0x2029 -> true;
            case 0x202f, 0x205f, 0x3000, 0xfeff -> true;
            default -> c >= 0x2000 && c <= 0x200a;
        };
    }

    /** {@code trim}, {@code trimStart} and {@code trimEnd}. */
    public static String trim(String text, boolean start, boolean end) {
        int from = 0;
        int to = text.length();
        while (start && from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (end && to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** {@code charAt}: empty beyond the ends. */
    public static String charAt(String text, double index) {
        return index >= 0 && index < text.length() ? String.valueOf(text.charAt((int) index)) : "";
    }

    /** {@code padStart} and {@code padEnd}. */
    public static String pad(String text, double length, String with, boolean atStart) {
        if (length <= text.length() || with.isEmpty()) {
            return text;
        }
        checkLength(length);
        int missing = (int) length - text.length();
        String filling = with.repeat(missing / with.length() + 1).substring(0, missing);
        return atStart ? filling + text : text + filling;
    }

    public static String repeat(String text, double count) {
        if (count < 0 || Double.isInfinite(count)) {
            throw new ScriptException("repeat takes a count from 0, not " + Values.toText(count));
        }
        if (text.isEmpty()) {
            return "";
        }
        checkLength(count * text.length());
        return text.repeat((int) count);
    }

    /** {@code slice}: negative positions count from the end. */
    public static String slice(String text, Object start, Object end) {
        int from = position(start, text.length(), 0);
        int to = position(end, text.length(), text.length());
        return from < to ? text.substring(from, to) : "";
    }

    /** {@code substring}: positions are swapped when they are the wrong way round. */
    public static String substring(String text, Object start, Object end) {
        int from = clamp(Values.toInteger(start), text.length());
        int to =
                end instanceof Absent ? text.length() : clamp(Values.toInteger(end), text.length());
        return text.substring(Math.min(from, to), Math.max(from, to));
    }

    /** {@code split} by text; undefined does not split. */
    public static List<Object> split(String text, Object separator, Object limit) {
        long most = limit instanceof Absent ? 0xffffffffL : Values.toInt32(limit) & 0xffffffffL;
        if (most == 0) {
            return List.of();
        }
        if (separator instanceof Absent) {
            return List.of(text);
        }
        String by = Values.toText(separator);
        List<Object> parts = new ArrayList<>();
        if (by.isEmpty()) {
            text.chars().limit(most).forEach(c -> parts.add(String.valueOf((char) c)));
            return parts;
        }
        int from = 0;
        int at = text.indexOf(by);
        while (at >= 0 && parts.size() < most) {
            parts.add(text.substring(from, at));
            from = at + by.length();
            at = text.indexOf(by, from);
        }
        if (parts.size() < most) {
            parts.add(text.substring(from));
        }
        return parts;
    }

    /** {@code lastIndexOf}: from NaN means from the end. */
    public static int lastIndexOf(String text, String wanted, Object from) {
        double start = Values.toNumber(from);
        int limit =
                Double.isNaN(start) ? text.length() : clamp(Values.toInteger(start), text.length());
        return text.lastIndexOf(wanted, limit);
    }

    public static String normalize(String text, Object form) {
        String name = form instanceof Absent ? "NFC" : Values.toText(form);
        if (!FORMS.contains(name)) {
            throw new ScriptException(
                    "normalize takes one of "
                            + FORMS.stream().sorted().collect(Collectors.joining(", ")));
        }
        return Normalizer.normalize(text, Normalizer.Form.valueOf(name));
    }

    /** A position as {@code slice} and its like read it: from the end when negative. */
    static int position(Object value, int length, int absent) {
        if (value instanceof Absent) {
            return absent;
        }
        double position = Values.toInteger(value);
        return clamp(position < 0 ? position + length : position, length);
    }

    /** The nearest position from 0 to the length. */
    public static int clamp(double position, int length) {
        return (int) Math.min(Math.max(position, 0), length);
    }

    static void checkLength(double length) {
        if (length > MAX_LENGTH) {
            throw new ScriptException(
                    "would make a text of more than " + MAX_LENGTH + " characters");
        }
    }
}
