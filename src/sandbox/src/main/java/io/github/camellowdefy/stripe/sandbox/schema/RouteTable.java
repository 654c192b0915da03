// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the shape of every operation of the catalog off its path. A pure function. */
public final class RouteTable {

    private static final String ID = "{}";

    private final Set<List<String>> collections = new HashSet<>();
    private final Set<List<String>> singletons = new HashSet<>();

    private RouteTable() {}

    public static List<Route> of(List<Operation> operations) {
        RouteTable table = new RouteTable();
        operations.forEach(table::learnCollection);
        operations.forEach(table::learnSingleton);
        return operations.stream().map(table::route).toList();
    }

    /** The route of a behaviour the catalog does not know. */
    public static Route extra(String operation) {
        int space = operation.indexOf(' ');
        List<String> path = Route.segments(operation.substring(space + 1));
        int owner = path.lastIndexOf(ID);
        boolean item = owner == path.size() - 1;
        List<String> collection = owner > 1 ? path.subList(0, owner) : path;
        return new Route(
                operation.substring(0, space),
                '/' + String.join("/", path),
                Shape.ACTION,
                Names.object(collection, false),
                null,
                item ? null : path.get(path.size() - 1));
    }

    private void learnCollection(Operation operation) {
        List<String> path = path(operation);
        if (path.get(path.size() - 1).equals(ID)) {
            collections.add(path.subList(0, path.size() - 1));
        } else if (operation.kind() == OperationKind.LIST
                || operation.kind() == OperationKind.V2LIST) {
            collections.add(path);
        }
    }

    private void learnSingleton(Operation operation) {
        List<String> path = path(operation);
        if (operation.verb().equals("GET")
                && operation.kind() == OperationKind.PLAIN
                && !path.get(path.size() - 1).equals(ID)
                && !collections.contains(path)) {
            singletons.add(path);
        }
    }

    private Route route(Operation operation) {
        List<String> path = path(operation);
        int last = path.size() - 1;
        List<String> front = path.subList(0, last);
        return switch (operation.kind()) {
            case LIST, V2LIST -> made(operation, Shape.LIST, path);
            case SEARCH -> made(operation, Shape.SEARCH, front);
            case BINARY -> action(operation, Shape.DOWNLOAD, path);
            default ->
                    path.get(last).equals(ID)
                            ? made(operation, itemShape(operation.verb()), front)
                            : literal(operation, path);
        };
    }

    private Route literal(Operation operation, List<String> path) {
        List<String> front = path.subList(0, path.size() - 1);
        boolean under = path.contains(ID);
        if (operation.verb().equals("DELETE")) {
            return action(operation, Shape.REMOVE, path);
        }
        if (singletons.contains(path)) {
            Shape shape = operation.verb().equals("GET") ? Shape.SHOW : Shape.CHANGE;
            return made(operation, shape, path);
        }
        if (collections.contains(path) || Names.isListed(path)) {
            return made(operation, Shape.CREATE, path);
        }
        if (under) {
            return action(operation, Shape.ACTION, path);
        }
        boolean verbOnCollection = collections.contains(front);
        return made(operation, Shape.CREATE, verbOnCollection ? front : path);
    }

    private Route made(Operation operation, Shape shape, List<String> collection) {
        boolean single = shape == Shape.SHOW || shape == Shape.CHANGE;
        int owner = collection.lastIndexOf(ID);
        String parent = owner < 0 ? null : Names.object(collection.subList(0, owner), false);
        String answered = Schema.answered(operation.verb() + ' ' + template(operation));
        return new Route(
                operation.verb(),
                template(operation),
                shape,
                answered == null ? Names.object(collection, single) : answered,
                parent,
                null);
    }

    /** {@code cards/{}/shipping/deliver} is the action {@code shipping_deliver} on a card. */
    private Route action(Operation operation, Shape shape, List<String> path) {
        int owner = path.lastIndexOf(ID);
        String object = Names.object(path.subList(0, owner), false);
        String action = String.join("_", path.subList(owner + 1, path.size()));
        return new Route(operation.verb(), template(operation), shape, object, null, action);
    }

    private static Shape itemShape(String verb) {
        return switch (verb) {
            case "GET" -> Shape.RETRIEVE;
            case "DELETE" -> Shape.DELETE;
            default -> Shape.UPDATE;
        };
    }

    private static String template(Operation operation) {
        return '/' + String.join("/", Route.segments(operation.path()));
    }

    /** Test helpers act on the objects of the ordinary paths. */
    private static List<String> path(Operation operation) {
        List<String> path = new ArrayList<>(Route.segments(operation.path()));
        if (!path.contains("test_clocks")) {
            path.remove("test_helpers");
        }
        return path;
    }
}
