// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.util.List;
import java.util.Map;

/** Writes one value as JSON, byte for byte as JavaScript does. */
final class JsonWriter {

    private final StringBuilder out = new StringBuilder();
    private final String indent;
    private final boolean isoDates;
    private final boolean sorted;

    /**
     * @param sorted keys in the order of their text; empty lists and maps then take two lines
     */
    JsonWriter(String indent, boolean isoDates, boolean sorted) {
        this.indent = indent;
        this.isoDates = isoDates;
        this.sorted = sorted;
    }

    String write(Object value) {
        value(value, 0);
        return out.toString();
    }

    private void value(Object value, int level) {
        if (out.length() > Text.MAX_LENGTH) {
            Text.checkLength(out.length());
        }
        if (value instanceof Map<?, ?> map) {
            map(map, level);
        } else if (value instanceof List<?> list) {
            list(list, level);
        } else if (Dates.isDate(value)) {
            out.append('{');
            line(level + 1);
            out.append("\"~d\"").append(colon()).append(JsonText.dateText(value, isoDates));
            line(level);
            out.append('}');
        } else if (Values.isNone(value) || (value instanceof Number && !Values.isFinite(value))) {
            out.append("null");
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(Values.toText(value));
        } else {
            quoted(Values.toText(value));
        }
    }

    private void list(List<?> list, int level) {
        out.append('[');
        String comma = "";
        for (Object item : list) {
            out.append(comma);
            line(level + 1);
            value(item, level + 1);
            comma = ",";
        }
        if (sorted || !list.isEmpty()) {
            line(level);
        }
        out.append(']');
    }

    private void map(Map<?, ?> map, int level) {
        out.append('{');
        String comma = "";
        List<String> keys = Values.keys(map);
        if (sorted) {
            keys.sort(null);
        }
        for (String key : keys) {
            if (!(map.get(key) instanceof Absent)) {
                out.append(comma);
                line(level + 1);
                quoted(key);
                out.append(colon());
                value(map.get(key), level + 1);
                comma = ",";
            }
        }
        if (sorted || !comma.isEmpty()) {
            line(level);
        }
        out.append('}');
    }

    private String colon() {
        return indent.isEmpty() ? ":" : ": ";
    }

    private void line(int level) {
        if (!indent.isEmpty()) {
            out.append('\n').append(indent.repeat(level));
        }
    }

    private void quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || isAlone(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isAlone(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c)
                && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
