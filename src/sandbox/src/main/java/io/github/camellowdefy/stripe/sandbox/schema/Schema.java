// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Stripe's operations take and answer, and what its objects hold, from the generated {@code
 * schema.tsv}. A line is read when it is first asked for.
 */
public final class Schema {

    /**
     * A type.
     *
     * @param kind one of the letters of {@link Kind}
     * @param name of an object, or of a hash in the table
     * @param parts the types inside
     * @param nullable whether it may be null, or be unset by an empty text
     */
    public record Type(Kind kind, String name, List<Type> parts, boolean nullable) {

        /** The members of a hash or an object. */
        public Map<String, Field> fields() {
            return kind == Kind.HASH ? Schema.hash(name) : Schema.object(name);
        }

        /** The values of an enumeration. */
        public List<String> values() {
            return ENUMS.computeIfAbsent(name, each -> List.of(LINES.get(each).split(" ")));
        }

        public Type part() {
            return parts.get(0);
        }
    }

    /** What a member of a hash is like. */
    public record Field(Type type, boolean required) {}

    /** What an operation takes (null: nothing is known) and answers. */
    public record Operation(Type request, Type answer) {}

    /** What a type may be. */
    public enum Kind {
        TEXT,
        INTEGER,
        NUMBER,
        DECIMAL_TEXT,
        BOOLEAN,
        ENUM,
        HASH,
        MAP,
        ARRAY,
        LIST,
        SEARCH,
        PAGE,
        OBJECT,
        EXPANDABLE,
        DELETED,
        UNION,
        ANY;

        /** Their letters in the table, in the same order. */
        private static final String LETTERS = "sindbehmalrvoxgu*";

        static Kind of(char letter) {
            return values()[LETTERS.indexOf(letter)];
        }
    }

    public static final Type ANY = new Type(Kind.ANY, null, List.of(), true);
    private static final Set<Kind> MANY = EnumSet.of(Kind.LIST, Kind.SEARCH, Kind.PAGE);
    private static final String EVENT_TYPES = "event_types";
    private static final Map<String, String> LINES = new HashMap<>();
    private static final Map<String, Map<String, Field>> HASHES = new ConcurrentHashMap<>();
    private static final Map<String, List<String>> ENUMS = new ConcurrentHashMap<>();
    private static final Map<String, Operation> OPERATIONS = new ConcurrentHashMap<>();

    static {
        String table = Tsv.text(Schema.class, "schema.tsv");
        // half a megabyte: no more is done at the start than to find the lines
        for (int at = 0; at < table.length(); ) {
            int end = table.indexOf('\n', at);
            int tab = table.indexOf('\t', at);
            if (table.charAt(at) != '#') {
                LINES.put(table.substring(at, tab), table.substring(tab + 1, end));
            }
            at = end + 1;
        }
    }

    private Schema() {}

    /** What an operation such as {@code POST /v1/charges} takes and answers. */
    public static Operation operation(String operation) {
        return OPERATIONS.computeIfAbsent(
                operation,
                name -> {
                    String line = LINES.get(name);
                    int tab = line == null ? -1 : line.indexOf('\t');
                    return line == null
                            ? new Operation(null, ANY)
                            : new Operation(
                                    type(line.substring(0, tab)), type(line.substring(tab + 1)));
                });
    }

    /** The one kind of object an operation answers with, or lists; null where there are several. */
    public static String answered(String operation) {
        Type answer = operation(operation).answer();
        Type each = MANY.contains(answer.kind()) ? answer.part() : answer;
        boolean one = each.kind() == Kind.OBJECT || each.kind() == Kind.DELETED;
        return one ? each.name() : null;
    }

    /** The fields of an object such as {@code charge}; none where it is not known. */
    public static Map<String, Field> object(String name) {
        String hash = LINES.get(name);
        return hash == null ? Map.of() : hash(hash);
    }

    /** The names beside the one that a parameter such as {@code items[0][price]} has. */
    public static Set<String> names(String operation, String param) {
        Type type = operation(operation).request();
        for (String step : param.substring(0, Math.max(0, param.lastIndexOf('['))).split("\\[")) {
            String name = step.replace("]", "");
            if (type != null && !name.isEmpty() && !name.matches("\\d+")) {
                Field field = within(type).get(name);
                type = field == null ? null : field.type();
            }
        }
        return type == null ? Set.of() : within(type).keySet();
    }

    private static Map<String, Field> within(Type type) {
        return switch (type.kind()) {
            case HASH -> type.fields();
            case ARRAY -> within(type.part());
            case UNION ->
                    type.parts().stream()
                            .map(Schema::within)
                            .filter(fields -> !fields.isEmpty())
                            .findFirst()
                            .orElse(Map.of());
            default -> Map.of();
        };
    }

    /** The types of events: snapshots and those of v2. */
    static List<String> eventTypes() {
        return List.of(LINES.get(EVENT_TYPES).split(" "));
    }

    /** The names of all objects. */
    static Set<String> objects() {
        Set<String> names = new TreeSet<>(LINES.keySet());
        names.remove(EVENT_TYPES);
        // operations, enumerations, hashes
        names.removeIf(name -> name.indexOf(' ') > 0 || name.matches("[eh]\\d+"));
        return names;
    }

    private static Map<String, Field> hash(String name) {
        Map<String, Field> known = HASHES.get(name);
        return known == null
                ? HASHES.computeIfAbsent(name, each -> members(LINES.getOrDefault(each, "")))
                : known;
    }

    /** Reads {@code name!s address:h7~}: what has a {@code !} is required. */
    private static Map<String, Field> members(String line) {
        Map<String, Field> members = new LinkedHashMap<>();
        for (int at = 0; at < line.length(); ) {
            int mark = at;
            while (line.charAt(mark) != '!' && line.charAt(mark) != ':') {
                mark++;
            }
            int end = line.indexOf(' ', mark);
            end = end < 0 ? line.length() : end;
            Type type = type(line.substring(mark + 1, end));
            members.put(line.substring(at, mark), new Field(type, line.charAt(mark) == '!'));
            at = end + 1;
        }
        return members;
    }

    /** Reads {@code a(x(customer))~}. */
    private static Type type(String text) {
        boolean nullable = text.endsWith("~");
        String plain = nullable ? text.substring(0, text.length() - 1) : text;
        Kind kind = Kind.of(plain.charAt(0));
        int open = plain.indexOf('(');
        String inside = open < 0 ? null : plain.substring(open + 1, plain.length() - 1);
        return switch (kind) {
            case ENUM, HASH -> new Type(kind, plain, List.of(), nullable);
            case OBJECT, EXPANDABLE, DELETED -> new Type(kind, inside, List.of(), nullable);
            default -> new Type(kind, null, inside == null ? List.of() : types(inside), nullable);
        };
    }

    private static List<Type> types(String text) {
        List<Type> types = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '|' : text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '|' && depth == 0) {
                types.add(type(text.substring(start, i)));
                start = i + 1;
            }
        }
        return types;
    }
}
