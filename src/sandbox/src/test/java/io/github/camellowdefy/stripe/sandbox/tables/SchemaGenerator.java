// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.tables;

import io.github.camellowdefy.stripe.sandbox.tables.TypeScript.Declared;
import io.github.camellowdefy.stripe.sandbox.tables.TypeScript.Member;
import io.github.camellowdefy.stripe.sandbox.tables.TypeScript.Method;
import io.github.camellowdefy.stripe.sandbox.tables.TypeScript.Scope;
import io.github.camellowdefy.stripe.sandbox.tables.TypeScript.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes {@code schema.tsv}: what every operation takes and answers, and the fields of every object.
 * Required, nullable, enumerated and expandable come from the declarations of the Node client, what
 * is a whole number from stripe-java on the class path. See {@code
 * src/docs/upgrading-stripe-java.md}.
 */
public final class SchemaGenerator {

    private static final Map<String, String> PLAIN =
            Map.of(
                    "string", "s",
                    "number", "n",
                    "bigint", "n",
                    "boolean", "b",
                    "true", "b",
                    "false", "b",
                    "Decimal", "d",
                    "MetadataParam", "m",
                    "Metadata", "m");
    private static final Set<String> NOTHING = Set.of("void", "undefined", "OtherString");
    private static final Map<String, String> GENERIC =
            Map.of(
                    "Array", "a",
                    "ApiList", "l",
                    "ApiListPromise", "l",
                    "ApiSearchResultPromise", "r",
                    "V2ListPromise", "v");
    private static final Pattern JS =
            Pattern.compile(
                    "^export class (\\w+)|^    (\\w+)\\(.*\\{$|_makeRequest\\('(\\w+)', (?:'([^']+)'|`([^`]+)`)",
                    Pattern.MULTILINE);

    private final TypeScript source = new TypeScript();
    private final JavaModel java = new JavaModel();
    private final Set<String> integers = java.integers();
    private final Map<String, String> enums = new LinkedHashMap<>();
    private final Map<String, String> hashes = new LinkedHashMap<>();
    private final Map<String, String> objects = new TreeMap<>();
    private final Map<String, String> calls = new TreeMap<>();
    private final Set<String> eventTypes = new TreeSet<>();
    private final Set<Declared> open = new HashSet<>();

    private SchemaGenerator() {}

    /** Arguments: the unpacked package of the Node client, and the file to write. */
    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[1]), generate(Path.of(args[0])));
    }

    /** The lines of the table. */
    static List<String> generate(Path node) throws IOException {
        SchemaGenerator generator = new SchemaGenerator();
        Path resources = node.resolve("esm/resources");
        List<Path> files;
        try (Stream<Path> all = Files.walk(resources)) {
            files = all.filter(file -> file.toString().endsWith(".d.ts")).sorted().toList();
        }
        // the plain event, before the many that are made of it
        generator.object(generator.source.read(resources.resolve("Events.d.ts")), "EventBase");
        generator.object(
                generator.source.read(resources.resolve("V2/Core/Events.d.ts")), "EventBase");
        for (Path file : files) {
            Scope scope = generator.source.read(file);
            scope.types.keySet().stream().sorted().forEach(name -> generator.object(scope, name));
        }
        for (Path file : files) {
            generator.calls(
                    Files.readString(Path.of(file.toString().replace(".d.ts", ".js"))), file);
        }
        return generator.lines(Files.readString(node.resolve("VERSION")).strip());
    }

    private List<String> lines(String version) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# made by SchemaGenerator of the Node client %s and stripe-java: see src/docs/upgrading-stripe-java.md"
                        .formatted(version));
        enums.forEach((values, name) -> lines.add(name + '\t' + values));
        hashes.forEach((members, name) -> lines.add(name + '\t' + members));
        lines.add("event_types\t" + String.join(" ", eventTypes));
        objects.forEach((name, hash) -> lines.add(name + '\t' + hash));
        calls.forEach((operation, shapes) -> lines.add(operation + '\t' + shapes));
        return lines;
    }

    private void object(Scope scope, String name) {
        Type type = scope.types.get(name);
        if (type != null && type.members() != null && name.endsWith("Event")) {
            String event = literal(type.members().members().get("type"));
            if (event != null && !event.startsWith("v1.")) {
                eventTypes.add(event);
            }
        }
        if (type != null && type.kind().equals(Type.HASH) && scope.parent == null) {
            spell(type, "", null);
        }
    }

    /** Finds the verbs and paths of a resource's methods and what they take and give. */
    private void calls(String js, Path file) {
        Matcher matcher = JS.matcher(js);
        String resource = null;
        String method = null;
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                resource = matcher.group(1);
            } else if (matcher.group(2) != null) {
                method = matcher.group(2);
            } else {
                String path = matcher.group(4) == null ? matcher.group(5) : matcher.group(4);
                call(
                        file,
                        resource + '.' + method,
                        matcher.group(3) + ' ' + path.replaceAll("\\$\\{[^}]*}", "{}"));
            }
        }
    }

    private void call(Path file, String name, String operation) {
        Scope scope = source.read(file);
        for (Method method : source.methods()) {
            Type result = method.result();
            if (!name.equals(method.resource() + '.' + method.name())
                    || result == null
                    || result.scope() != scope
                    || calls.containsKey(operation) && method.params() == null) {
                continue;
            }
            Type params = method.params();
            String request = params == null ? "h0" : spell(params, "", java.params(params.name()));
            Type answer = result.name().equals("Promise") ? result.parts().get(0) : result;
            answer = "Response".equals(answer.name()) ? answer.parts().get(0) : answer;
            calls.put(operation, request + '\t' + spell(answer, "", null));
        }
    }

    /** The short form of a type; {@code field} is the name it stands under. */
    private String spell(Type type, String field, Class<?> javaType) {
        Set<String> parts = new LinkedHashSet<>();
        Set<String> values = new LinkedHashSet<>();
        collect(type, field, javaType, parts, values);
        boolean nullable = parts.remove("~");
        if (!values.isEmpty() && !parts.contains("s")) {
            String key = String.join(" ", values);
            parts.add(enums.computeIfAbsent(key, k -> "e" + (enums.size() + 1)));
        }
        List<String> entities = parts.stream().filter(part -> part.startsWith("o(")).toList();
        if (!entities.isEmpty()) {
            parts.removeIf(part -> part.startsWith("g("));
            if (parts.remove("s")) {
                parts.removeAll(entities);
                entities.forEach(entity -> parts.add('x' + entity.substring(1)));
            }
        }
        String spelled =
                parts.size() == 1
                        ? parts.iterator().next()
                        : parts.isEmpty() ? "*" : "u(" + String.join("|", parts) + ')';
        return nullable ? spelled + '~' : spelled;
    }

    private void collect(
            Type type, String field, Class<?> javaType, Set<String> parts, Set<String> values) {
        switch (type.kind()) {
            case Type.LITERAL -> {
                if (type.name().isEmpty()) {
                    parts.add("~");
                } else {
                    values.add(type.name());
                }
            }
            case Type.UNION ->
                    type.parts().forEach(part -> collect(part, field, javaType, parts, values));
            case Type.BOTH -> parts.add("*");
            case Type.HASH -> parts.add(hash(type, javaType));
            default -> named(type, field, javaType, parts, values);
        }
    }

    private void named(
            Type type, String field, Class<?> javaType, Set<String> parts, Set<String> values) {
        String name = type.name();
        if (name.equals("null")) {
            parts.add("~");
        } else if (PLAIN.containsKey(name)) {
            String plain = PLAIN.get(name);
            parts.add(plain.equals("n") && integers.contains(field) ? "i" : plain);
        } else if (name.equals("Emptyable")) {
            parts.add("~");
            collect(type.parts().get(0), field, javaType, parts, values);
        } else if (GENERIC.containsKey(name)) {
            parts.add(GENERIC.get(name) + '(' + spell(type.parts().get(0), field, javaType) + ')');
        } else if (!NOTHING.contains(name)) {
            Type found = source.resolve(name, type.scope());
            if (found == null) {
                parts.add("*");
            } else {
                collect(found, field, javaType, parts, values);
            }
        }
    }

    private String hash(Type type, Class<?> javaType) {
        Declared declared = type.members();
        Map<String, Member> members = members(declared, type.scope());
        if (members.isEmpty() && declared.values() != null) {
            String values = spell(declared.values(), "", javaType);
            return values.equals("s") ? "m" : "m(" + values + ')';
        }
        String object = literal(members.get("object"));
        if (object != null && !object.equals("list") && type.name() != null) {
            Member deleted = members.get("deleted");
            if (deleted != null && !deleted.optional()) {
                return "g(" + object + ')';
            }
            if (objects.putIfAbsent(object, "") == null) {
                objects.put(object, body(members, java.object(object)));
            }
            return "o(" + object + ')';
        }
        if (!open.add(declared)) {
            return "*";
        }
        String body = body(members, javaType);
        open.remove(declared);
        return body;
    }

    private String body(Map<String, Member> members, Class<?> javaType) {
        Map<String, String> spelled = new LinkedHashMap<>();
        members.forEach(
                (name, member) -> {
                    if (!name.equals("deleted") || !"void".equals(member.type().name())) {
                        Class<?> inner = java.part(javaType, name);
                        String type = spell(member.type(), name, inner);
                        // a token or an id may stand in the place of the hash
                        boolean token = type.matches("h\\d+") && java.isAny(javaType, name);
                        spelled.put(
                                name,
                                (member.optional() ? ":" : "!")
                                        + (token ? "u(s|" + type + ')' : type));
                    }
                });
        java.fields(javaType).forEach((name, type) -> spelled.putIfAbsent(name, ":" + spell(type)));
        return hash(spelled);
    }

    /** The short form of what only stripe-java knows. */
    private String spell(JavaModel.Spelled type) {
        if (!type.values().isEmpty()) {
            String key = String.join(" ", type.values());
            return enums.computeIfAbsent(key, k -> "e" + (enums.size() + 1));
        }
        if (type.hash() == null) {
            return type.plain();
        }
        Map<String, String> spelled = new LinkedHashMap<>();
        java.fields(type.hash()).forEach((name, inner) -> spelled.put(name, ":" + spell(inner)));
        return type.plain().replace("h", hash(spelled));
    }

    private String hash(Map<String, String> spelled) {
        String text =
                spelled.entrySet().stream()
                        .map(member -> member.getKey() + member.getValue())
                        .collect(Collectors.joining(" "));
        return text.isEmpty() ? "h0" : hashes.computeIfAbsent(text, t -> "h" + (hashes.size() + 1));
    }

    private static String literal(Member member) {
        return member != null && member.type().kind().equals(Type.LITERAL)
                ? member.type().name()
                : null;
    }

    private Map<String, Member> members(Declared declared, Scope scope) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (Type parent : declared.parents()) {
            boolean less = "Omit".equals(parent.name());
            Type from = less ? parent.parts().get(0) : parent;
            Type found = source.resolve(from.name(), scope);
            if (found != null && found.members() != null) {
                members.putAll(members(found.members(), found.scope()));
            }
            if (less) {
                members.remove(parent.parts().get(1).name());
            }
        }
        members.putAll(declared.members());
        return members;
    }
}
