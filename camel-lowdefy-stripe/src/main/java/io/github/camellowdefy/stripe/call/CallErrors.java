// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.call.body.Kind;
import io.github.camellowdefy.stripe.catalog.CatalogNode;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The sentences for keys of a message that do not lead to one method. */
final class CallErrors {

    private static final int SUGGESTIONS = 3;
    private static final int SEGMENTS_SHOWN = 12;

    /** For those who look for an endpoint such as {@code stripe:request}. */
    private static final String WHOLE_MAP =
            " A body that holds the whole map, such as {customers: {list: {limit: 30}}}, goes to the endpoint stripe, without a path.";

    private CallErrors() {}

    /** A key that leads nowhere, with the nearest operations. */
    static InvalidStripeCallException unknown(
            OperationCatalog catalog, CatalogNode start, String key, Object below) {
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
        String nearest = String.join(", ", catalog.nearest(extended(name, below), SUGGESTIONS));
        boolean oneWordPath = below == null && name.indexOf('.') < 0;
        return new InvalidStripeCallException(
                "There is no operation %s; the nearest are %s.".formatted(Excerpt.of(name), nearest)
                        + (oneWordPath ? WHOLE_MAP : ""));
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

    /** The name with the keys that follow it, which hint at the intended operation. */
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

    static InvalidStripeCallException endsEarly(CatalogNode node, Object tree) {
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

    /** A level of the nested map that has no key, or more than one. */
    static InvalidStripeCallException notOneKey(CatalogNode node, Map<?, ?> map) {
        return map.isEmpty()
                ? endsEarly(node, map)
                : new InvalidStripeCallException(
                        "%s holds %d keys, %s; expected exactly one, because a message is one call."
                                .formatted(place(node), map.size(), shown(map.keySet())));
    }

    private static String place(CatalogNode node) {
        return node.name().isEmpty() ? "The message" : "The path " + node.name();
    }

    private static String shown(Collection<?> names) {
        List<String> all = names.stream().map(name -> Excerpt.plain((String) name)).toList();
        if (all.size() == 1) {
            return all.get(0);
        }
        boolean cut = all.size() > SEGMENTS_SHOWN + 1;
        int first = cut ? SEGMENTS_SHOWN : all.size() - 1;
        return "%s and %s"
                .formatted(
                        String.join(", ", all.subList(0, first)),
                        cut ? all.size() - first + " more" : all.get(first));
    }
}
