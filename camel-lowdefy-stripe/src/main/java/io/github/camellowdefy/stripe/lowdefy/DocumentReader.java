// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.expression.ExpressionCompiler;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Mapping;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Sequence;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Unresolved;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the connections and requests of a Lowdefy file: requests at the top, on pages and on the
 * blocks in them, and as steps of the routines under {@code api}.
 */
final class DocumentReader {

    private static final String CONNECTION_TYPE = "Stripe";
    private static final String REQUEST_TYPE = "StripeRequest";

    /** What would end the path of an endpoint's URI, or be a placeholder in it. */
    private static final Pattern NOT_IN_URI = Pattern.compile("[?#%{}\\p{Cntrl}]");

    private final Map<String, ConnectionDefinition> connections = new LinkedHashMap<>();
    private final Map<String, Node> otherConnections = new LinkedHashMap<>();
    private final Map<String, RequestDefinition> requests = new LinkedHashMap<>();
    private final List<Node> otherRequests = new ArrayList<>();
    private final List<Unresolved> unread = new ArrayList<>();
    private final Remainder remainder = new Remainder();

    private DocumentReader() {}

    /**
     * Reads a file whose references are resolved.
     *
     * @throws LowdefyFileException when it is not what Lowdefy accepts
     */
    static LowdefyDocument read(String location, Node root) {
        if (root instanceof Unresolved unresolved) {
            throw unresolved.refusal();
        }
        if (!(root instanceof Mapping)) {
            String expected = "a map with connections and requests";
            throw root.isNull()
                    ? error(root, "the file is empty, expected " + expected)
                    : unexpected(root, "the file", expected);
        }
        DocumentReader reader = new DocumentReader();
        reader.items(root, "connections").forEach(reader::connection);
        reader.items(root, "requests").forEach(reader::request);
        reader.items(root, "pages").forEach(reader::block);
        reader.items(root, "api").forEach(reader::endpoint);
        reader.checkConnections();
        reader.otherRequests.forEach(reader::otherRequest);
        reader.remainder.ofFile(location, reader.connections.size() + reader.requests.size());
        return new LowdefyDocument(
                location,
                List.copyOf(reader.connections.values()),
                List.copyOf(reader.requests.values()),
                reader.unread,
                reader.remainder);
    }

    /** The items of a section; a section that cannot be read is one item. */
    private List<Node> items(Node owner, String name) {
        Node section = owner.get(name);
        if (section == null || section.isNull()) {
            return List.of();
        }
        if (section instanceof Unresolved) {
            return List.of(section);
        }
        if (section instanceof Sequence sequence) {
            return sequence.items();
        }
        throw unexpected(section, name, "a list");
    }

    /** A connection that cannot be read is missed only where a request uses it. */
    private void connection(Node node) {
        if (node instanceof Unresolved unresolved) {
            unread.add(unresolved);
            remainder.unread(unresolved);
            return;
        }
        requireMap(node, "a connection");
        String id = id(node, "connection");
        String type = text(node, "type", "connection " + id);
        Node before =
                connections.containsKey(id)
                        ? new Mapping(Map.of(), connections.get(id).place())
                        : otherConnections.get(id);
        if (before != null) {
            throw taken(node.get("id"), "connection", id, before.place());
        }
        if (!type.equals(CONNECTION_TYPE)) {
            otherConnections.put(id, node.get("type"));
            remainder.other(node, "connection", CONNECTION_TYPE, false);
            return;
        }
        Node properties = node.get("properties");
        if (!(properties instanceof Mapping mapping)) {
            throw error(
                    properties == null ? node : properties,
                    "the connection " + id + " needs properties: a map with secretKey");
        }
        connections.put(id, new ConnectionDefinition(id, mapping, node.place()));
    }

    private void request(Node node) {
        requireMap(node, "a request");
        String id = id(node, "request");
        String type = text(node, "type", "request " + id);
        if (!type.equals(REQUEST_TYPE)) {
            otherRequests.add(node);
            return;
        }
        if (requests.containsKey(id)) {
            throw taken(node.get("id"), "request", id, requests.get(id).place());
        }
        if (NOT_IN_URI.matcher(id).find() || !id.equals(id.strip())) {
            throw error(
                    node.get("id"),
                    "the request id %s cannot become the endpoint direct:%s; use letters, digits, _, - and ."
                            .formatted(id, id));
        }
        text(node, "connectionId", "request " + id);
        Node properties = node.get("properties");
        if (properties == null) {
            throw error(
                    node,
                    "the request %s has no properties; expected a map such as {customers: {list: {limit: 30}}}"
                            .formatted(id));
        }
        requests.put(
                id,
                new RequestDefinition(
                        id, node.get("connectionId"), properties, payload(node, id), node.place()));
    }

    /** Its values are computed by Lowdefy's pages; its keys say what a message holds. */
    private static List<String> payload(Node request, String id) {
        Node payload = request.get("payload");
        if (payload == null || payload.isNull()) {
            return null;
        }
        if (!(payload instanceof Mapping mapping)) {
            throw unexpected(payload, "the payload of request " + id, "a map");
        }
        List<String> keys = mapping.keys();
        boolean computed = keys.size() == 1 && ExpressionCompiler.isOperator(keys.get(0));
        return computed || keys.isEmpty() ? null : keys;
    }

    /** A page or a block: requests of its own, and blocks inside it. */
    private void block(Node node) {
        if (node instanceof Unresolved unresolved) {
            remainder.unread(unresolved);
        }
        if (node instanceof Mapping) {
            items(node, "requests").forEach(this::request);
            blocks(node.get("blocks"));
            areas(node.get("areas"));
            areas(node.get("slots"));
        }
    }

    private void areas(Node areas) {
        if (areas instanceof Mapping mapping) {
            mapping.entries().values().forEach(area -> blocks(area.get("blocks")));
        }
    }

    private void blocks(Node blocks) {
        if (blocks instanceof Sequence sequence) {
            sequence.items().forEach(this::block);
        } else if (blocks instanceof Unresolved) {
            block(blocks);
        }
    }

    private void endpoint(Node node) {
        Node routine = node.get("routine");
        if (node instanceof Unresolved || routine instanceof Unresolved) {
            block(node instanceof Unresolved ? node : routine);
        }
        if (routine != null) {
            step(routine);
        }
    }

    /** A step, a list of steps, or a control such as {@code :if}, whose branches are steps. */
    private void step(Node node) {
        if (node instanceof Sequence sequence) {
            sequence.items().forEach(this::step);
        } else if (isRequest(node)) {
            requestOfRoutine(node);
        } else if (node instanceof Mapping mapping) {
            mapping.entries()
                    .forEach(
                            (key, value) -> {
                                if (key.startsWith(":")) {
                                    step(value);
                                }
                            });
        }
    }

    /** A request that needs its routine cannot run alone; the others can. */
    private void requestOfRoutine(Node node) {
        RoutineOperators.Use needed = RoutineOperators.find(node.get("properties"));
        if (needed == null) {
            request(node);
        } else {
            remainder.ofRoutine(id(node, "request"), needed.name(), needed.place());
        }
    }

    /**
     * Whether a step is a request: the result of a control, such as a customer, may have an id and
     * a type, too.
     */
    private static boolean isRequest(Node node) {
        Node type = node.get("type");
        return node.get("connectionId") != null
                || (type != null && REQUEST_TYPE.equals(type.text()));
    }

    private void checkConnections() {
        for (RequestDefinition request : requests.values()) {
            Node other = otherConnections.get(request.connection().text());
            if (other != null) {
                throw error(
                        request.connection(),
                        "the request %s names the connection %s, which is of type %s (%s); expected one of type %s"
                                .formatted(
                                        request.id(),
                                        request.connection().text(),
                                        other.text(),
                                        other.place(),
                                        CONNECTION_TYPE));
            }
        }
    }

    private void otherRequest(Node node) {
        Node connection = node.get("connectionId");
        boolean isForStripe = connection != null && connections.containsKey(connection.text());
        remainder.other(node, "request", REQUEST_TYPE, isForStripe);
    }

    private static String id(Node node, String kind) {
        String id = text(node, "id", kind);
        if (id.isBlank()) {
            throw error(node.get("id"), "the id of a " + kind + " is empty");
        }
        return id;
    }

    private static String text(Node node, String key, String owner) {
        Node value = node.get(key);
        if (value == null) {
            throw error(node, "the " + owner + " has no " + key);
        }
        if (value.text() == null) {
            throw unexpected(value, "the " + key + " of the " + owner, "text");
        }
        return value.text();
    }

    private static void requireMap(Node node, String what) {
        if (node instanceof Unresolved unresolved) {
            throw unresolved.refusal();
        }
        if (!(node instanceof Mapping)) {
            throw unexpected(node, what, "a map with id, type and properties");
        }
    }

    private static LowdefyFileException taken(Node at, String kind, String id, Place before) {
        return error(
                at,
                "the %s id %s is taken by the %s at %s; ids are unique here, also across pages"
                        .formatted(kind, id, kind, before));
    }

    private static LowdefyFileException unexpected(Node at, String what, String expected) {
        return error(at, what + " is " + at.describe() + ", expected " + expected);
    }

    private static LowdefyFileException error(Node at, String message) {
        return at.place().refusal(message);
    }
}
