// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.BodyReader;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import io.github.camellowdefy.stripe.catalog.CatalogNode;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a message body as exactly one call. The keys of the body, one a level, lead on from the
 * prefix to a method; the value there is the list of arguments: a list as they are, null for none,
 * a map as the parameters, a scalar as the id. Arguments are the ids of the path in order, then at
 * most one map of parameters, then at most one of options.
 *
 * <p>Bodies may be maps, lists, arrays, {@code Iterable}s, scalars, objects with Jackson
 * properties, stripe-java's parameter objects, and text or UTF-8 bytes holding JSON (when it starts
 * with <code>{</code> or <code>[</code>) or YAML. Text that is neither map nor list is one argument
 * as it stands. Where the operation is an upload, bytes, a stream or a file are its {@code file}.
 *
 * <p>Thread-safe; does no I/O and reads no stream.
 *
 * <pre>{@code
 * CallReader reader = new CallReader(OperationCatalog.get(), Limits.DEFAULT);
 * StripeCall call = reader.read(reader.prefix("customers"), Map.of("list", List.of()), CallDefaults.NONE);
 * }</pre>
 */
public final class CallReader {

    private static final Pattern SLASHES_AROUND = Pattern.compile("^/++|(?<!/)/++$");

    private final OperationCatalog catalog;
    private final BodyReader bodies;
    private final Map<CatalogNode, Method> methods = new ConcurrentHashMap<>();

    public CallReader(OperationCatalog catalog, Limits limits) {
        this.catalog = catalog;
        this.bodies = new BodyReader(limits);
    }

    /**
     * Where a path such as {@code customers/list} leads; {@code customers.list} is the same, and
     * null or empty is the root.
     *
     * @throws InvalidStripeCallException when it leads nowhere
     */
    public Prefix prefix(String path) {
        String names = path == null ? "" : SLASHES_AROUND.matcher(path).replaceAll("");
        if (names.isEmpty()) {
            return new Prefix(catalog.root());
        }
        return names.equals(RawRequest.NAME)
                ? Prefix.RAW
                : new Prefix(follow(catalog.root(), names, null));
    }

    /**
     * The one call a body makes.
     *
     * @param prefix the part of the nested map that the endpoint's path gives
     * @param body the rest of it
     * @param defaults defaults for the call
     * @throws InvalidStripeCallException when the body is not exactly one call
     */
    public StripeCall read(Prefix prefix, Object body, CallDefaults defaults) {
        return read(prefix, body, defaults, UnaryOperator.identity());
    }

    /**
     * The same for a body that holds values of other libraries.
     *
     * @param leaves replaces a value that is neither map, list nor scalar of the JDK
     */
    public StripeCall read(
            Prefix prefix, Object body, CallDefaults defaults, UnaryOperator<Object> leaves) {
        Object tree = bodies.read(body, prefix.upload, leaves);
        CatalogNode node = prefix.node;
        while (node != null && tree instanceof Map<?, ?> map && leadsOn(node, map)) {
            if (map.size() != 1) {
                throw CallErrors.notOneKey(node, map);
            }
            Map.Entry<?, ?> entry = map.entrySet().iterator().next();
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
            throw CallErrors.endsEarly(node, tree);
        }
        return methods.computeIfAbsent(node, Method::of).call(arguments(tree), defaults);
    }

    /** Below a resource every key leads on; at a method only one that names something further. */
    private static boolean leadsOn(CatalogNode node, Map<?, ?> map) {
        return !node.isMethod()
                || map.size() == 1 && node.child((String) map.keySet().iterator().next()) != null;
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
            throw CallErrors.unknown(catalog, start, key, below);
        }
        return node;
    }

    private static List<?> arguments(Object tree) {
        if (tree == null) {
            return List.of();
        }
        return tree instanceof List<?> list ? list : Collections.singletonList(tree);
    }

    /**
     * Where the nested map of a message starts: at the root, at a resource or at a method. Made by
     * {@link #prefix}.
     */
    public static final class Prefix {

        /** Leads to {@code rawRequest}, which no catalog holds. */
        static final Prefix RAW = new Prefix(null);

        private final CatalogNode node;
        private final boolean upload;

        Prefix(CatalogNode node) {
            this.node = node;
            this.upload =
                    operations().stream()
                            .anyMatch(operation -> operation.kind() == OperationKind.MULTIPART);
        }

        /** The dotted name that leads here; empty at the root. */
        public String name() {
            return node == null ? RawRequest.NAME : node.name();
        }

        /**
         * The operations a message can only lead to; empty where its keys decide, and for {@code
         * rawRequest}.
         */
        public List<Operation> operations() {
            return node == null ? List.of() : node.operations();
        }

        /** Whether a message can lead to an operation of the catalog that fits. */
        public boolean leadsTo(Predicate<Operation> fits) {
            return node != null && node.leadsTo(fits);
        }

        /** Whether a body of bytes, a stream or a file is the content of an upload. */
        public boolean takesFile() {
            return upload;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * A name that can be called. It stands for one operation, or for several told apart by how many
     * ids are given: {@code accounts.retrieve} with an id is that account, without one it is one's
     * own.
     */
    private record Method(String name, List<Variant> variants) {

        private record Variant(Operation operation, List<String> idNames) {}

        static Method of(CatalogNode node) {
            List<Variant> variants =
                    node.operations().stream()
                            .map(operation -> new Variant(operation, operation.idNames()))
                            .sorted(Comparator.comparingInt(variant -> variant.idNames().size()))
                            .toList();
            return new Method(node.name(), variants);
        }

        StripeCall call(List<?> given, CallDefaults defaults) {
            List<?> arguments = withObjectId(given, defaults.objectId());
            Variant variant = choose(arguments);
            List<String> names = variant.idNames;
            if (names.isEmpty() && variants.size() > 1 && startsWithNull(arguments)) {
                // null for the id that is left out
                arguments = arguments.subList(1, arguments.size());
            }
            List<String> ids = new ArrayList<>(names.size());
            for (int i = 0; i < names.size(); i++) {
                if (i == arguments.size()) {
                    throw missing(names, i);
                }
                ids.add(Ids.read(arguments.get(i), names, i, name));
            }
            Arguments rest =
                    Arguments.read(arguments.subList(ids.size(), arguments.size()), name, names);
            return defaults.call(variant.operation, ids, rest);
        }

        private List<?> withObjectId(List<?> arguments, Object objectId) {
            boolean free = arguments.isEmpty() || arguments.get(0) instanceof Map;
            return objectId != null && free && !longest().idNames.isEmpty()
                    ? Stream.concat(Stream.of(objectId), arguments.stream()).toList()
                    : arguments;
        }

        private Variant choose(List<?> arguments) {
            if (variants.size() == 1) {
                return variants.get(0);
            }
            int given = 0;
            while (given < arguments.size() && Ids.isMeant(arguments.get(given))) {
                given++;
            }
            int wanted = given;
            return variants.stream()
                    .filter(variant -> variant.idNames.size() >= wanted)
                    .findFirst()
                    .orElse(longest());
        }

        private Variant longest() {
            return variants.get(variants.size() - 1);
        }

        private static boolean startsWithNull(List<?> arguments) {
            return !arguments.isEmpty() && arguments.get(0) == null;
        }

        private InvalidStripeCallException missing(List<String> names, int given) {
            return new InvalidStripeCallException(
                    "%s takes %s first, but %s; %s."
                            .formatted(
                                    name,
                                    Ids.expected(names),
                                    given == 0 ? "no argument was read" : given + " was read",
                                    Ids.advice(names, given, false)));
        }
    }
}
