// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From verb and path to a route; literal segments go before ids. */
public final class Router {

    /** A route and the decoded ids of the path. */
    public record Match(Route route, List<String> ids) {}

    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final Map<String, Route> routes = new HashMap<>();
    }

    private final Node root = new Node();

    public void add(Route route) {
        Node node = root;
        for (String segment : Route.segments(route.template())) {
            node = node.children.computeIfAbsent(segment, s -> new Node());
        }
        node.routes.putIfAbsent(route.verb(), route);
    }

    /** The match, or 404 with Stripe's words. */
    public Match match(String verb, String path) {
        List<String> ids = new ArrayList<>(2);
        String[] segments = path.isEmpty() ? new String[0] : path.substring(1).split("/", -1);
        Route route = find(root, segments, 0, verb, ids);
        if (route == null) {
            String name = path.endsWith("/") ? "url_ends_in_slash" : "url_unrecognized";
            throw StripeError.refusal(name, verb, path);
        }
        return new Match(route, ids);
    }

    private static Route find(Node node, String[] path, int at, String verb, List<String> ids) {
        if (at == path.length) {
            return node.routes.get(verb);
        }
        Node literal = node.children.get(path[at]);
        if (literal != null) {
            Route route = find(literal, path, at + 1, verb, ids);
            if (route != null) {
                return route;
            }
        }
        Node id = node.children.get("{}");
        if (id == null || path[at].isEmpty()) {
            return null;
        }
        ids.add(decode(path[at]));
        Route route = find(id, path, at + 1, verb, ids);
        if (route == null) {
            ids.remove(ids.size() - 1);
        }
        return route;
    }

    private static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StripeError.invalid("Invalid percent-encoding in the request path.");
        }
    }
}
