// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.yaml.FolderFiles;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Mapping;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Scalar;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Sequence;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Unresolved;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import io.github.camellowdefy.stripe.lowdefy.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts other files in the place of {@code _ref} and their variables in the place of {@code _var}.
 * Paths start at the folder of the first file, as in Lowdefy, and never leave it. A reference that
 * fails is an unresolved value: it refuses the file only where a request needs it.
 */
final class References {

    private static final String REF = "_ref";
    private static final String VAR = "_var";
    private static final Set<String> UNDERSTOOD = Set.of("path", "vars", "key", "~k", "~r");
    private static final int MAX_FILES = 1_000;
    private static final int MAX_VALUES = 500_000;
    private static final int MAX_DEPTH = 200;

    /** Refuses the whole file: to resolve further references would cost too much. */
    private static final class TooLargeException extends LowdefyFileException {

        private static final long serialVersionUID = 1L;

        TooLargeException(Place place, String reason) {
            super(place, reason);
        }
    }

    private final FolderFiles files;
    private int read;
    private int values;

    References(FolderFiles files) {
        this.files = files;
    }

    /** The first file with everything in place. */
    Node resolve(Node root) {
        return resolve(root, new Mapping(Map.of(), root.place()), List.of(), 0);
    }

    /**
     * @param vars what the file with this node was given
     * @param chain the files that led here
     * @param depth how many values this one lies in, those of the files that led here included
     */
    private Node resolve(Node node, Mapping vars, List<String> chain, int depth) {
        count(node, depth);
        if (node instanceof Sequence sequence) {
            List<Node> items = new ArrayList<>(sequence.items().size());
            sequence.items().forEach(item -> items.add(resolve(item, vars, chain, depth + 1)));
            return new Sequence(items, node.place());
        }
        if (!(node instanceof Mapping mapping)) {
            return node;
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, value) -> entries.put(key, resolve(value, vars, chain, depth + 1)));
        try {
            return applied(new Mapping(entries, node.place()), vars, chain, depth);
        } catch (TooLargeException e) {
            throw e;
        } catch (LowdefyFileException e) {
            return new Unresolved(e.reason(), e.place());
        }
    }

    private Node applied(Mapping mapping, Mapping vars, List<String> chain, int depth) {
        Map<String, Node> entries = mapping.entries();
        if (entries.containsKey(REF)) {
            requireAlone(mapping, REF);
            return file(entries.get(REF), mapping.place(), chain, depth);
        }
        if (entries.containsKey(VAR)) {
            requireAlone(mapping, VAR);
            return counted(variable(entries.get(VAR), vars), depth);
        }
        return BuildOperators.isApplied(entries)
                ? BuildOperators.apply(entries, mapping.place())
                : mapping;
    }

    private void count(Node node, int depth) {
        if (++values > MAX_VALUES || depth > MAX_DEPTH) {
            throw new TooLargeException(
                    node.place(),
                    "with its references the file holds "
                            + (depth > MAX_DEPTH
                                    ? "values more than " + MAX_DEPTH + " deep"
                                    : "more than " + MAX_VALUES + " values"));
        }
    }

    /** A variable's value counts wherever it is put: it may hold others that hold it. */
    private Node counted(Node node, int depth) {
        count(node, depth);
        if (node instanceof Sequence sequence) {
            sequence.items().forEach(item -> counted(item, depth + 1));
        } else if (node instanceof Mapping mapping) {
            mapping.entries().values().forEach(item -> counted(item, depth + 1));
        }
        return node;
    }

    private static void requireAlone(Mapping mapping, String key) {
        if (!mapping.keys().equals(List.of(key))) {
            throw mapping.place()
                    .refusal(
                            key
                                    + " stands beside other keys, which it would replace; let it stand alone");
        }
    }

    private Node file(Node reference, Place place, List<String> chain, int depth) {
        String path = reference.text() == null ? textOf(reference.get("path")) : reference.text();
        if (path == null) {
            throw place.refusal("this _ref names no path; expected a file of the same folder tree");
        }
        if (reference instanceof Mapping mapping) {
            for (String key : mapping.entries().keySet()) {
                if (!UNDERSTOOD.contains(key)) {
                    throw place.refusal(
                            "this _ref to %s has a %s, which runs JavaScript or a module of Lowdefy and is not supported; give it path, vars and key only"
                                    .formatted(path, key));
                }
            }
        }
        String file = files.normalize(path, place);
        if (chain.contains(file)) {
            throw place.refusal(
                    "the files refer to each other in a circle: %s -> %s"
                            .formatted(String.join(" -> ", chain), file));
        }
        Node content = content(file, place);
        List<String> longer = new ArrayList<>(chain);
        longer.add(file);
        Node resolved = resolve(content, vars(reference, place), longer, depth);
        String key = textOf(reference.get("key"));
        return key == null ? resolved : orNull(at(resolved, key), place);
    }

    private Node content(String file, Place place) {
        if (++read > MAX_FILES) {
            throw new TooLargeException(
                    place, "there are more than " + MAX_FILES + " references up to here");
        }
        String extension = file.substring(file.lastIndexOf('.') + 1);
        if (extension.equals("njk")) {
            throw place.refusal(
                    "the file %s is a Nunjucks template, which is not supported; write it as YAML with _var"
                            .formatted(file));
        }
        String text = text(file, place);
        return switch (extension) {
            case "yaml", "yml", "json" -> YamlReader.read(files.label(file), text);
            default -> new Scalar(text, new Place(files.label(file), 1, 1));
        };
    }

    private String text(String file, Place place) {
        try {
            String text = files.read(file);
            if (text != null) {
                return text;
            }
        } catch (IOException e) {
            throw place.refusal("the file " + file + " cannot be read: " + e.getMessage());
        }
        throw place.refusal("there is no file " + file + " in the folder " + files.folder());
    }

    private static Mapping vars(Node reference, Place place) {
        Node vars = reference.get("vars");
        if (vars == null || vars.isNull()) {
            return new Mapping(Map.of(), place);
        }
        if (vars instanceof Mapping mapping) {
            return mapping;
        }
        throw vars.place().refusal("vars is " + vars.describe() + ", expected a map");
    }

    private static Node variable(Node name, Mapping vars) {
        String key = name.text() == null ? textOf(name.get("key")) : name.text();
        if (key == null) {
            throw name.place()
                    .refusal(
                            "_var takes the name of a variable, or a map with key and default; got "
                                    + name.describe());
        }
        Node value = at(vars, key);
        return orNull(value == null ? name.get("default") : value, name.place());
    }

    /** The node a dotted path leads to, or null. */
    private static Node at(Node node, String path) {
        Node whole = node.get(path);
        if (whole != null) {
            return whole;
        }
        Node at = node;
        for (String key : path.split("\\.")) {
            at = at == null ? null : child(at, key);
        }
        return at;
    }

    private static Node child(Node node, String key) {
        if (node instanceof Sequence sequence && key.matches("[0-9]{1,6}")) {
            int index = Integer.parseInt(key);
            return index < sequence.items().size() ? sequence.items().get(index) : null;
        }
        return node.get(key);
    }

    private static String textOf(Node node) {
        return node == null ? null : node.text();
    }

    private static Node orNull(Node node, Place place) {
        return node == null ? new Scalar(null, place) : node;
    }
}
