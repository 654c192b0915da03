// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Dotted paths into maps and lists, as Lowdefy reads them. */
public final class Paths {

    /** Functions that every JavaScript object has: Lowdefy fails at a path to one. */
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "constructor",
                    "hasOwnProperty",
                    "isPrototypeOf",
                    "propertyIsEnumerable",
                    "toLocaleString",
                    "toString",
                    "valueOf");

    /** All ways to join the segments of a path to keys are tried, so its length is limited. */
    private static final int LONGEST = 4_096;

    private Paths() {}

    /**
     * The value at a path, or undefined. A key that is the whole path comes first; a key may hold
     * dots, and a backslash before a dot makes it part of the key; a number is an index; {@code
     * length} is a list's.
     */
    public static Object get(Object target, String path) {
        if (!isContainer(target)) {
            return Absent.UNDEFINED;
        }
        Object whole = child(target, path);
        if (whole != Absent.HOLE) {
            return whole;
        }
        if (path.length() > LONGEST) {
            throw new ScriptException("takes a path of up to " + LONGEST + " characters");
        }
        String[] segments = path.split("\\.", -1);
        Object at = target;
        int index = 0;
        do {
            String key = segments[index];
            while (key.endsWith("\\")) {
                index++;
                String next = index < segments.length ? segments[index] : "";
                key = key.substring(0, key.length() - 1) + '.' + next;
            }
            Object found = child(at, key);
            for (int more = index + 1; found == Absent.HOLE && more < segments.length; more++) {
                key = key + '.' + segments[more];
                found = child(at, key);
                index = found == Absent.HOLE ? index : more;
            }
            if (found == Absent.HOLE) {
                return Absent.UNDEFINED;
            }
            at = found;
            index++;
        } while (index < segments.length && isContainer(at));
        return index == segments.length ? at : Absent.UNDEFINED;
    }

    private static boolean isContainer(Object value) {
        return value instanceof Map || value instanceof List;
    }

    /** A hole when there is none. */
    private static Object child(Object target, String key) {
        Object own = ownChild(target, key);
        if (own == Absent.HOLE && FUNCTIONS.contains(key)) {
            throw new ScriptException("takes a path to a value, and " + key + " is a function");
        }
        return own;
    }

    private static Object ownChild(Object target, String key) {
        if (target instanceof Map<?, ?> map) {
            return map.containsKey(key) ? map.get(key) : Absent.HOLE;
        }
        List<?> list = (List<?>) target;
        if (key.equals("length")) {
            return (long) list.size();
        }
        boolean inside = Values.isIndex(key) && Long.parseLong(key) < list.size();
        return inside ? list.get(Integer.parseInt(key)) : Absent.HOLE;
    }
}
