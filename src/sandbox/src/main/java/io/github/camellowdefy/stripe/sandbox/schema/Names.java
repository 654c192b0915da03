// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Stripe calls things: the {@code object} of a path, its id prefix, the first part of its
 * event types and its name in messages. Rules for the regular, {@code names.tsv} for the rest.
 */
public final class Names {

    private static final Map<String, Map<String, String>> TABLES = new HashMap<>();
    private static final Map<String, String> TYPES = new ConcurrentHashMap<>();

    static {
        for (String[] row : Tsv.read(Names.class, "names.tsv")) {
            TABLES.computeIfAbsent(row[0], kind -> new HashMap<>()).put(row[1], row[2]);
        }
    }

    private Names() {}

    /** Id prefixes by object; grows by what is derived. */
    public static Map<String, String> prefixes() {
        return new ConcurrentHashMap<>(TABLES.get("id"));
    }

    /** The name in "No such ...". */
    public static String spoken(String object) {
        return look("spoken", object, object);
    }

    /** The event type of a change, such as {@code customer.subscription.updated}. */
    public static String event(String object, String change) {
        return TYPES.computeIfAbsent(look("event", object, object) + '.' + change, type -> type);
    }

    /** The status an object has after a verb such as {@code cancel}, or null. */
    public static String status(String verb) {
        return look("status", verb, null);
    }

    /** What an event about a verb is called: {@code canceled}. */
    public static String participle(String verb) {
        return look("participle", verb, look("status", verb, verb));
    }

    /** The kind of object a parameter of this name means wherever it comes, or null. */
    public static String referenced(String param) {
        return look("reference", singular(param), null);
    }

    /** The fields a search of this resource may ask for; null where it may ask for any. */
    public static Set<String> searched(String resource) {
        String fields = look("search", resource, null);
        return fields == null ? null : Tsv.words(fields);
    }

    private static String look(String table, String key, String otherwise) {
        return TABLES.get(table).getOrDefault(key, otherwise);
    }

    /** The field of a sub-resource that names its parent: {@code fee} for an application fee. */
    public static String parentField(String parent) {
        return parent.equals("application_fee")
                ? "fee"
                : parent.substring(parent.lastIndexOf('.') + 1);
    }

    /** The {@code param} of an error about the id in the path. */
    public static String pathParam(String object) {
        return look("param", object, "id");
    }

    /** Whether a path without ids is known to make objects of its own kind. */
    static boolean isListed(List<String> path) {
        return look("object", String.join("/", path), null) != null;
    }

    /**
     * The {@code object} served at a path.
     *
     * @param path the segments of the template, ids as {@code {}}, such as {@code v1, customers,
     *     {}, tax_ids}
     * @param singleton whether there is one only, so that the name is no plural
     */
    static String object(List<String> path, boolean singleton) {
        String listed = look("object", String.join("/", path), null);
        if (listed != null) {
            return listed;
        }
        boolean v2 = path.get(0).equals("v2");
        int last = path.size() - 1;
        int owner = path.lastIndexOf("{}");
        String name = singleton ? path.get(last) : singular(path.get(last));
        if (owner < 0) {
            List<String> space = path.subList(v2 ? 0 : Math.min(1, last), last);
            return space.isEmpty() ? name : String.join(".", space) + '.' + name;
        }
        if (!v2) {
            return name;
        }
        String space = String.join(".", path.subList(0, owner - 1));
        return space + '.' + singular(path.get(owner - 1)) + '_' + name;
    }

    /** The kind of object in a list of an object, such as {@code line_items} of a session. */
    public static String part(String owner, String list) {
        String path = "v1/" + owner.replace('.', '/') + "s/{}/" + list;
        return look("object", path, singular(list));
    }

    public static String singular(String plural) {
        if (plural.endsWith("ies")) {
            return plural.substring(0, plural.length() - 3) + 'y';
        }
        if (plural.endsWith("sses")) {
            return plural.substring(0, plural.length() - 2);
        }
        return plural.endsWith("s") && !plural.endsWith("ss")
                ? plural.substring(0, plural.length() - 1)
                : plural;
    }
}
