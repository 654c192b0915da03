// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads type declarations ({@code .d.ts}), as far as those of the Stripe client go. */
final class TypeScript {

    /** A type as it is written; {@code scope} is where its names are to be looked up. */
    record Type(String kind, String name, List<Type> parts, Declared members, Scope scope) {
        static final String LITERAL = "literal";
        static final String NAME = "name";
        static final String UNION = "union";
        static final String BOTH = "both";
        static final String HASH = "hash";
    }

    /** A field or parameter. */
    record Member(Type type, boolean optional) {}

    /** What stands between the braces of an interface. */
    record Declared(Map<String, Member> members, Type values, List<Type> parents) {}

    /** A method of a resource: the types of its {@code params} and of what it promises. */
    record Method(String resource, String name, Type params, Type result) {}

    /** Names that can be seen at a place. */
    static final class Scope {
        final Scope parent;
        final Map<String, Type> types = new HashMap<>();
        final Map<String, Scope> spaces = new HashMap<>();
        final Map<String, String[]> imports = new HashMap<>();
        final Path file;

        Scope(Scope parent, Path file) {
            this.parent = parent;
            this.file = file;
        }
    }

    private static final Pattern TOKEN =
            Pattern.compile(
                    "/\\*.*?\\*/|//[^\n]*|'[^'\n]*'|`[^`]*`|[\\w$]+|=>|\\.\\.\\.|\\S",
                    Pattern.DOTALL);

    private final Map<Path, Scope> files = new HashMap<>();
    private final List<Method> methods = new ArrayList<>();

    /** The declarations of a file and, when they are needed, of those it imports. */
    Scope read(Path file) {
        Path path = file.normalize();
        Scope known = files.get(path);
        if (known != null) {
            return known;
        }
        Scope scope = new Scope(null, path);
        files.put(path, scope);
        // the client's own machinery beside them says nothing about the API
        if (!path.toString().matches(".*/(resources/.*|shared\\.d\\.ts)")) {
            return scope;
        }
        try {
            new Parser(Files.readString(path)).declarations(scope);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scope;
    }

    List<Method> methods() {
        return methods;
    }

    /** The type a dotted name stands for at a place, or null. */
    Type resolve(String name, Scope at) {
        String[] steps = name.split("\\.");
        for (Scope scope = at; scope != null; scope = scope.parent) {
            Type found = within(scope, steps);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private Type within(Scope scope, String[] steps) {
        Scope space = scope;
        for (int i = 0; i < steps.length - 1; i++) {
            space = space(space, steps[i]);
            if (space == null) {
                return null;
            }
        }
        String last = steps[steps.length - 1];
        Type own = space.types.get(last);
        String[] imported = space.imports.get(last);
        return own != null || imported == null || imported[1].equals("*")
                ? own
                : within(read(space.file.resolveSibling(imported[0])), new String[] {imported[1]});
    }

    private Scope space(Scope scope, String name) {
        Scope own = scope.spaces.get(name);
        String[] imported = scope.imports.get(name);
        if (own != null || imported == null) {
            return own;
        }
        Scope file = read(scope.file.resolveSibling(imported[0]));
        return imported[1].equals("*") ? file : space(file, imported[1]);
    }

    /** Goes through the tokens of one file. */
    private final class Parser {
        private final List<String> tokens = new ArrayList<>();
        private int at;

        Parser(String text) {
            Matcher matcher = TOKEN.matcher(text);
            while (matcher.find()) {
                if (!matcher.group().startsWith("/*") && !matcher.group().startsWith("//")) {
                    tokens.add(matcher.group());
                }
            }
            tokens.add("");
        }

        void declarations(Scope scope) {
            while (!peek().isEmpty() && !peek().equals("}")) {
                switch (next()) {
                    case "import" -> imports(scope);
                    case "interface" -> declared(scope);
                    case "type" -> alias(scope);
                    case "namespace" -> namespace(scope);
                    case "class" -> resource(scope);
                    case "{" -> exports(scope);
                    default -> {
                        // export, declare and the like say nothing here
                    }
                }
            }
        }

        private void imports(Scope scope) {
            Map<String, String> names = new LinkedHashMap<>();
            if (skip("*")) {
                expect("as");
                names.put(next(), "*");
            } else if (skip("{")) {
                names = names();
            } else {
                until(";");
                return;
            }
            expect("from");
            String file = file(next());
            names.forEach((local, name) -> scope.imports.put(local, new String[] {file, name}));
        }

        private void exports(Scope scope) {
            Map<String, String> names = names();
            if (skip("from")) {
                String file = file(next());
                names.forEach((local, name) -> scope.imports.put(local, new String[] {file, name}));
            }
        }

        private Map<String, String> names() {
            Map<String, String> names = new LinkedHashMap<>();
            while (!skip("}")) {
                String name = next();
                names.put(skip("as") ? next() : name, name);
                skip(",");
            }
            return names;
        }

        private static String file(String quoted) {
            return quoted.substring(1, quoted.length() - 1).replaceAll("\\.js$", ".d.ts");
        }

        private void declared(Scope scope) {
            String name = next();
            if (peek().equals("<")) {
                until("{");
                at--;
            }
            List<Type> parents = new ArrayList<>();
            if (skip("extends")) {
                do {
                    parents.add(type(scope));
                } while (skip(","));
            }
            expect("{");
            Declared body = members(scope, parents);
            scope.types.put(name, new Type(Type.HASH, name, List.of(), body, scope));
        }

        private void alias(Scope scope) {
            String name = next();
            if (peek().equals("<")) {
                until(";");
                return;
            }
            expect("=");
            Type type = type(scope);
            scope.types.put(name, new Type(Type.UNION, name, List.of(type), null, scope));
            skip(";");
        }

        private void namespace(Scope scope) {
            Scope space = scope;
            do {
                Scope outer = space;
                space = space.spaces.computeIfAbsent(next(), n -> new Scope(outer, scope.file));
            } while (skip("."));
            expect("{");
            declarations(space);
            expect("}");
        }

        private void resource(Scope scope) {
            String name = next();
            until("{");
            while (!skip("}")) {
                String member = next();
                if (!skip("(")) {
                    until(";");
                    continue;
                }
                Type params = null;
                while (!skip(")")) {
                    String parameter = next();
                    skip("?");
                    Type type = skip(":") ? type(scope) : null;
                    params = parameter.equals("params") ? type : params;
                    skip(",");
                }
                Type result = skip(":") ? type(scope) : null;
                methods.add(new Method(name, member, params, result));
                skip(";");
            }
        }

        private Declared members(Scope scope, List<Type> parents) {
            Map<String, Member> members = new LinkedHashMap<>();
            Type values = null;
            while (!skip("}")) {
                skip("readonly");
                if (skip("[")) {
                    until("]");
                    expect(":");
                    values = type(scope);
                } else {
                    String name = next().replace("'", "");
                    boolean optional = skip("?");
                    if (skip("(")) {
                        until(";");
                        continue;
                    }
                    expect(":");
                    members.put(name, new Member(type(scope), optional));
                }
                skip(";");
                skip(",");
            }
            return new Declared(members, values, parents);
        }

        private Type type(Scope scope) {
            skip("|");
            List<Type> parts = new ArrayList<>();
            do {
                parts.add(both(scope));
            } while (skip("|"));
            return parts.size() == 1
                    ? parts.get(0)
                    : new Type(Type.UNION, null, parts, null, scope);
        }

        private Type both(Scope scope) {
            List<Type> parts = new ArrayList<>();
            do {
                parts.add(single(scope));
            } while (skip("&"));
            return parts.size() == 1 ? parts.get(0) : new Type(Type.BOTH, null, parts, null, scope);
        }

        private Type single(Scope scope) {
            if (skip("{")) {
                return new Type(Type.HASH, null, List.of(), members(scope, List.of()), scope);
            }
            if (skip("(")) {
                int start = at;
                for (int depth = 1; depth > 0; at++) {
                    depth += peek().equals("(") ? 1 : peek().equals(")") ? -1 : 0;
                }
                if (skip("=>")) {
                    type(scope);
                    return new Type(Type.NAME, "function", List.of(), null, scope);
                }
                at = start;
                Type inner = type(scope);
                expect(")");
                return inner;
            }
            skip("typeof");
            String token = next();
            if (token.startsWith("'")) {
                return new Type(
                        Type.LITERAL,
                        token.substring(1, token.length() - 1),
                        List.of(),
                        null,
                        scope);
            }
            StringBuilder name = new StringBuilder(token);
            while (skip(".")) {
                name.append('.').append(next());
            }
            List<Type> arguments = new ArrayList<>();
            if (skip("<")) {
                do {
                    arguments.add(type(scope));
                } while (skip(","));
                expect(">");
            }
            return new Type(Type.NAME, name.toString(), arguments, null, scope);
        }

        private String peek() {
            return tokens.get(at);
        }

        private String next() {
            return tokens.get(at++);
        }

        private boolean skip(String token) {
            boolean there = peek().equals(token);
            at += there ? 1 : 0;
            return there;
        }

        private void expect(String token) {
            if (!skip(token)) {
                throw new IllegalStateException(
                        "expected "
                                + token
                                + ", read "
                                + tokens.subList(at, Math.min(at + 8, tokens.size())));
            }
        }

        private void until(String token) {
            while (!peek().isEmpty() && !skip(token)) {
                at++;
            }
        }
    }
}
