// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the operations that an unknown name probably means. A name is read as a resource and a
 * method; a wrong resource weighs more than a wrong method, so that a wrong method on the right
 * resource brings up that resource's methods.
 */
final class NearestNames {

    /** Names from messages may be of any length, and no operation has one nearly as long. */
    private static final int LONGEST = 80;

    private static final int RESOURCE_WEIGHT = 4;
    private static final int METHOD_WEIGHT = 2;
    private static final int NAMESPACE_COST = 2;
    private static final int OTHER_METHOD_COST = 8;
    private static final int OTHER_WORD_COST = 1;
    private static final int PART_COST = 2;

    /** Words other clients have for what Stripe calls by the last word of the key. */
    private static final Map<String, Set<String>> OTHER_WORDS =
            Map.of(
                    "retrieve", Set.of("get", "fetch", "find", "read", "show", "load"),
                    "list", Set.of("all", "index", "getall", "listall", "findall", "retrieve"),
                    "search", Set.of("query", "find", "filter"),
                    "create", Set.of("add", "new", "insert", "post", "make", "save"),
                    "update", Set.of("modify", "edit", "patch", "put", "set", "change", "save"),
                    "del", Set.of("remove", "destroy", "cancel", "drop"),
                    "delete", Set.of("remove", "destroy", "cancel", "drop"),
                    "cancel", Set.of("del", "delete", "remove", "void", "abort"));

    /** Of equally near ones first what only reads, last what deletes. */
    private static final List<String> HARMLESS_FIRST = List.of("GET", "POST", "DELETE");

    private static final Comparator<Candidate> NEAREST_FIRST =
            Comparator.comparingInt(Candidate::cost)
                    .thenComparingInt(Candidate::harm)
                    .thenComparingInt(candidate -> candidate.node().name().length())
                    .thenComparing(candidate -> candidate.node().name());

    private record Candidate(CatalogNode node, int cost) {

        int harm() {
            return HARMLESS_FIRST.indexOf(node.operations().get(0).verb());
        }
    }

    private final String resource;
    private final String method;
    private final String whole;
    private final List<Candidate> candidates = new ArrayList<>();

    private NearestNames(String name) {
        this.resource = plain(name.substring(0, Math.max(name.lastIndexOf('.'), 0)));
        this.method = plain(lastSegment(name));
        this.whole = plain(name);
    }

    static List<String> to(String dottedName, CatalogNode root, int count) {
        NearestNames search =
                new NearestNames(dottedName.substring(0, Math.min(dottedName.length(), LONGEST)));
        search.visit(root);
        search.candidates.sort(NEAREST_FIRST);
        return search.firstOfEachOperation(count);
    }

    private List<String> firstOfEachOperation(int count) {
        List<String> names = new ArrayList<>(count);
        Set<Operation> named = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Candidate candidate : candidates) {
            if (names.size() >= count) {
                break;
            }
            if (named.addAll(candidate.node().operations())) {
                names.add(candidate.node().name());
            }
        }
        return names;
    }

    private void visit(CatalogNode node) {
        if (node.children().isEmpty()) {
            return;
        }
        String known = plain(node.name());
        int asResource = RESOURCE_WEIGHT * resourceDistance(resource, known);
        int asWhole = RESOURCE_WEIGHT * resourceDistance(whole, known) + OTHER_METHOD_COST;
        for (CatalogNode child : node.children()) {
            if (child.isMethod()) {
                String name = plain(lastSegment(child.name()));
                int cost = Math.min(asWhole, asResource + methodCost(name));
                candidates.add(new Candidate(child, Math.min(cost, phraseCost(name, known))));
            }
            visit(child);
        }
    }

    private int methodCost(String name) {
        if (method.equals(name)) {
            return 0;
        }
        if (OTHER_WORDS.getOrDefault(name, Set.of()).contains(method)
                || method.length() > 2 && (name.startsWith(method) || method.startsWith(name))) {
            return OTHER_WORD_COST;
        }
        if (method.length() > 2 && name.contains(method)) {
            return PART_COST;
        }
        return METHOD_WEIGHT * EditDistance.of(method, name, OTHER_METHOD_COST / METHOD_WEIGHT);
    }

    /** A single word may be both: {@code createCustomer}. */
    private int phraseCost(String name, String known) {
        return resource.isEmpty()
                ? RESOURCE_WEIGHT * EditDistance.of(whole, name + lastSegment(known), LONGEST)
                : Integer.MAX_VALUE;
    }

    private static String lastSegment(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * The distance of two resources, where leading namespaces that one of them lacks count little.
     */
    private static int resourceDistance(String read, String known) {
        int whole = EditDistance.of(read, known, LONGEST);
        return leastBelow(read, known, leastBelow(known, read, whole));
    }

    /** The least distance of a name without one, two, ... of its leading namespaces. */
    private static int leastBelow(String name, String other, int most) {
        int least = most;
        int cost = NAMESPACE_COST;
        for (int dot = name.indexOf('.');
                dot >= 0 && cost < least;
                dot = name.indexOf('.', dot + 1)) {
            least = Math.min(least, cost + EditDistance.of(name.substring(dot + 1), other, least));
            cost += NAMESPACE_COST;
        }
        return least;
    }

    /** Case, underscores and hyphens are spelling, not meaning. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
