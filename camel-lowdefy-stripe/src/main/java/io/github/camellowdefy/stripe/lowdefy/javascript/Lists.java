// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Methods of JavaScript's arrays. Those that change their array there return a changed copy here.
 */
public final class Lists {

    private static final int MAX_DEPTH = 100;

    private Lists() {}

    /** {@code concat}: lists among the values give their items. */
    public static List<Object> concat(List<?> list, List<?> values) {
        List<Object> result = new ArrayList<>(list);
        for (Object value : values) {
            if (value instanceof List<?> more) {
                result.addAll(more);
            } else {
                result.add(read(value));
            }
        }
        return result;
    }

    public static List<Object> copyWithin(List<?> list, Object target, Object start, Object end) {
        int size = list.size();
        int to = Text.position(target, size, 0);
        int from = Text.position(start, size, 0);
        int last = Text.position(end, size, size);
        List<Object> result = new ArrayList<>(list);
        for (int i = 0; i < Math.min(last - from, size - to); i++) {
            result.set(to + i, list.get(from + i));
        }
        return result;
    }

    public static List<Object> fill(List<?> list, Object value, Object start, Object end) {
        int last = Text.position(end, list.size(), list.size());
        List<Object> result = new ArrayList<>(list);
        for (int i = Text.position(start, list.size(), 0); i < last; i++) {
            result.set(i, value);
        }
        return result;
    }

    /** {@code flat}: lists inside give their items, as deep as asked for; holes go. */
    public static List<Object> flat(List<?> list, double depth) {
        List<Object> result = new ArrayList<>();
        flatten(list, Math.min(depth, MAX_DEPTH), result);
        return result;
    }

    private static void flatten(List<?> list, double depth, List<Object> result) {
        for (Object item : list) {
            if (item instanceof List<?> inner && depth > 0) {
                flatten(inner, depth - 1, result);
            } else if (item != Absent.HOLE) {
                result.add(item);
            }
        }
    }

    /** {@code includes}: NaN is found, and a hole is undefined. */
    public static boolean includes(List<?> list, Object value, Object from) {
        for (int i = Text.position(from, list.size(), 0); i < list.size(); i++) {
            Object item = list.get(i);
            boolean bothNaN =
                    item instanceof Number
                            && value instanceof Number
                            && Double.isNaN(Values.toNumber(item))
                            && Double.isNaN(Values.toNumber(value));
            if (bothNaN || Values.isSame(item, value)) {
                return true;
            }
        }
        return false;
    }

    public static int indexOf(List<?> list, Object value, Object from) {
        for (int i = Text.position(from, list.size(), 0); i < list.size(); i++) {
            if (list.get(i) != Absent.HOLE && Values.isSame(list.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    public static int lastIndexOf(List<?> list, Object value, double from) {
        double start = from < 0 ? from + list.size() : Math.min(from, list.size() - 1.0);
        for (int i = (int) Math.max(start, -1); i >= 0; i--) {
            if (list.get(i) != Absent.HOLE && Values.isSame(list.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    public static List<Object> reverse(List<?> list) {
        List<Object> result = new ArrayList<>(list);
        Collections.reverse(result);
        return result;
    }

    /** {@code slice}: negative positions count from the end. */
    public static List<Object> slice(List<?> list, Object start, Object end) {
        int from = Text.position(start, list.size(), 0);
        int to = Text.position(end, list.size(), list.size());
        return from < to ? new ArrayList<>(list.subList(from, to)) : new ArrayList<>();
    }

    /** {@code sort} without a function: by text; undefined comes last, then holes. */
    public static List<Object> sort(List<?> list) {
        List<Object> result = new ArrayList<>(list);
        result.sort(
                Comparator.comparingInt(Lists::rank)
                        .thenComparing(item -> rank(item) == 0 ? Values.toText(item) : ""));
        return result;
    }

    private static int rank(Object item) {
        return item == Absent.HOLE ? 2 : item == Absent.UNDEFINED ? 1 : 0;
    }

    /** {@code splice}: the list without what was deleted and with what was inserted. */
    public static List<Object> splice(List<?> list, Object start, double deleted, List<?> insert) {
        int from = Text.position(start, list.size(), 0);
        int to = from + Text.clamp(deleted, list.size() - from);
        List<Object> result = new ArrayList<>(list.subList(0, from));
        insert.forEach(item -> result.add(read(item)));
        result.addAll(list.subList(to, list.size()));
        return result;
    }

    private static Object read(Object item) {
        return item == Absent.HOLE ? Absent.UNDEFINED : item;
    }
}
