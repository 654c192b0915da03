// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.BodyReader;
import io.github.camellowdefy.stripe.call.body.CallLimits;
import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.call.body.Kind;
import io.github.camellowdefy.stripe.catalog.CatalogNode;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Reads a message body as exactly one call. The keys of the body, one a level, lead on from the
 * prefix to a method; what lies there are its arguments: a list as they are, null for none, a map
 * as the parameters, a scalar as the id. Arguments are the ids of the path in order, then at most
 * one map of parameters, then at most one of options.
 *
 * <p>Bodies may be maps, lists, arrays, {@code Iterable}s, scalars, objects with Jackson
 * properties, stripe-java's parameter objects, and text or UTF-8 bytes holding JSON (when it starts
 * with <code>{</code> or <code>[</code>) or YAML. Text that is neither map nor list is one argument
 * as it stands. Where the operation is an upload, bytes, a stream or a file are its {@code file}.
 *
 * <p>Thread-safe; does no I/O and reads no stream.
 */
public final class CallReader {

    private static final int SUGGESTIONS = 3;
    private static final int SEGMENTS_SHOWN = 12;

    private final OperationCatalog catalog;
    private final BodyReader bodies;
    private final Map<CatalogNode, Method> methods = new ConcurrentHashMap<>();

    /** Reads calls of {@code catalog} from bodies within {@code limits}. */
    public CallReader(OperationCatalog catalog, CallLimits limits) {
        this.catalog = catalog;
        this.bodies = new BodyReader(limits);
    }

    /**
     * Where a path such as {@code customers/list} leads; {@code customers.list} is the same, and
     * null or empty is the root.
     *
     * @throws InvalidStripeCallException when it leads nowhere
     */
    public CallPrefix prefix(String path) {
        String names = path == null ? "" : stripSlashes(path);
        if (names.isEmpty()) {
            return new CallPrefix(catalog.root());
        }
        return names.equals(RawRequest.NAME)
                ? CallPrefix.RAW
                : new CallPrefix(follow(catalog.root(), names, null));
    }

    /**
     * The one call a body makes.
     *
     * @param prefix the part of the nested map the endpoint has said already
     * @param body the rest of it
     * @param defaults what else holds for the call
     * @throws InvalidStripeCallException when the body is not exactly one call
     */
    public StripeCall read(CallPrefix prefix, Object body, CallDefaults defaults) {
        return read(prefix, body, defaults, UnaryOperator.identity());
    }

    /**
     * The same, of a body that holds values of others.
     *
     * @param leaves what to take for a value that is neither map, list nor scalar of the JDK
     */
    public StripeCall read(
            CallPrefix prefix, Object body, CallDefaults defaults, UnaryOperator<Object> leaves) {
        Object tree = bodies.read(body, prefix.takesFile(), leaves);
        CatalogNode node = prefix.node();
        while (node != null && tree instanceof Map<?, ?> map && leadsOn(node, map)) {
            Map.Entry<?, ?> entry = onlyEntry(node, map);
            String key = (String) entry.getKey();
            tree = entry.getValue();
            node =
                    node == catalog.root() && key.equals(RawRequest.NAME)
                            ? null
                            : follow(node, key, tree);
        }
        if (node == null) {
            return RawRequest.call(tree, defaults);
        }
        if (!node.isMethod()) {
            throw endsEarly(node, tree);
        }
        return methods.computeIfAbsent(node, Method::of).call(arguments(tree), defaults);
    }

    /** Below a resource every key leads on; at a method only one that names something further. */
    private static boolean leadsOn(CatalogNode node, Map<?, ?> map) {
        return !node.isMethod()
                || map.size() == 1 && node.child((String) map.keySet().iterator().next()) != null;
    }

    private static Map.Entry<?, ?> onlyEntry(CatalogNode node, Map<?, ?> map) {
        if (map.size() == 1) {
            return map.entrySet().iterator().next();
        }
        throw map.isEmpty()
                ? endsEarly(node, map)
                : new InvalidStripeCallException(
                        "%s holds %d keys, %s; expected exactly one, because a message is one call."
                                .formatted(place(node), map.size(), shown(map.keySet())));
    }

    private CatalogNode follow(CatalogNode start, String key, Object below) {
        CatalogNode child = start.child(key);
        if (child != null) {
            return child;
        }
        CatalogNode node = start;
        for (String segment : key.split("[./]", -1)) {
            node = node == null ? null : node.child(segment);
        }
        if (node == null) {
            throw unknown(start, key, below);
        }
        return node;
    }

    private InvalidStripeCallException unknown(CatalogNode start, String key, Object below) {
        String name = (start.name().isEmpty() ? key : start.name() + '.' + key).replace('/', '.');
        if (name.equals("webhooks") || name.startsWith("webhooks.")) {
            return new InvalidStripeCallException(
                    "webhooks holds no operation of the API; to check a signature send the message to the endpoint stripe:webhooks/constructEvent.");
        }
        if (name.equals("webhook")) {
            return new InvalidStripeCallException(
                    "stripe:webhook receives events and cannot be called; the nearest operations are those of webhookEndpoints.");
        }
        CatalogNode method = methodWithin(start, key);
        if (method != null) {
            return new InvalidStripeCallException(
                    "The path %s goes on after the method %s; ids and parameters belong into the message, or the id into the header CamelStripeObjectId."
                            .formatted(Excerpt.of(name), method.name()));
        }
        return new InvalidStripeCallException(
                "There is no operation %s; the nearest are %s."
                        .formatted(
                                Excerpt.of(name),
                                String.join(
                                        ", ",
                                        catalog.nearest(extended(name, below), SUGGESTIONS))));
    }

    /** The method a path leads to before it goes wrong, or null. */
    private static CatalogNode methodWithin(CatalogNode start, String key) {
        CatalogNode node = start;
        for (String segment : key.split("[./]", -1)) {
            CatalogNode child = node.child(segment);
            if (child == null) {
                return node.isMethod() ? node : null;
            }
            node = child;
        }
        return null;
    }

    /** The name with the keys that follow it, which tell what was meant. */
    private static String extended(String name, Object below) {
        StringBuilder path = new StringBuilder(name);
        Object tree = below;
        while (tree instanceof Map<?, ?> map && map.size() == 1 && path.length() < 100) {
            Map.Entry<?, ?> entry = map.entrySet().iterator().next();
            tree = entry.getValue();
            if (tree == null || tree instanceof Map || tree instanceof List) {
                path.append('.').append(entry.getKey());
            }
        }
        return path.substring(0, Math.min(path.length(), 100));
    }

    private static InvalidStripeCallException endsEarly(CatalogNode node, Object tree) {
        String read = tree instanceof Map ? "an empty map" : Kind.of(tree);
        if (node.name().isEmpty()) {
            return new InvalidStripeCallException(
                    "The message names no method, but %s was read; expected a map such as {customers: {list: {limit: 30}}}."
                            .formatted(read));
        }
        return new InvalidStripeCallException(
                "%s names no method yet, but %s was read; expected a map with one of %s."
                        .formatted(place(node), read, shown(node.segments())));
    }

    private static String place(CatalogNode node) {
        return node.name().isEmpty() ? "The message" : "The path " + node.name();
    }

    private static String shown(Collection<?> names) {
        StringBuilder shown = new StringBuilder();
        int left = names.size();
        for (Object name : names) {
            boolean cut = names.size() - left == SEGMENTS_SHOWN && left > 1;
            if (left < names.size()) {
                shown.append(cut || left == 1 ? " and " : ", ");
            }
            if (cut) {
                return shown.append(left).append(" more").toString();
            }
            shown.append(Excerpt.plain((String) name));
            left--;
        }
        return shown.toString();
    }

    private static List<?> arguments(Object tree) {
        if (tree == null) {
            return List.of();
        }
        return tree instanceof List<?> list ? list : Collections.singletonList(tree);
    }

    private static String stripSlashes(String path) {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(start, end);
    }
}
