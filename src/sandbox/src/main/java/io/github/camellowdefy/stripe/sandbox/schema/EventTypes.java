// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The types of event Stripe writes, from the schema and, for older names, from {@code
 * event-types.txt}. Of a change that has no type among them nobody hears.
 */
public final class EventTypes {

    private static final Set<String> ALL = new LinkedHashSet<>(Schema.eventTypes());

    static {
        Tsv.read(EventTypes.class, "event-types.txt").forEach(line -> ALL.add(line[0]));
    }

    private EventTypes() {}

    public static boolean has(String type) {
        return ALL.contains(type);
    }

    /** All types, those of v2 among them. */
    public static List<String> all() {
        return List.copyOf(ALL);
    }

    /** What a webhook endpoint may subscribe to: every type of v1, and {@code *} for all. */
    public static List<String> subscribable() {
        List<String> names = new ArrayList<>(ALL);
        names.removeIf(name -> name.matches("v[12]\\..*"));
        names.add("*");
        return names;
    }
}
