// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The columns of reports: where their values are found and how they are written. */
final class ReportColumns {

    private static final Map<String, String[]> COLUMNS =
            Tsv.read(ReportColumns.class, "columns.tsv").stream()
                    .collect(Collectors.toMap(row -> row[0], row -> row));

    private static final Pattern METADATA =
            Pattern.compile("(payment|refund|transfer)_metadata\\[([^\\]]+)]");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private ReportColumns() {}

    static Set<String> names() {
        return new TreeSet<>(COLUMNS.keySet());
    }

    /** Whether a column needs more than a transaction and its payout. */
    static boolean looksFurther(String column) {
        String path = COLUMNS.containsKey(column) ? COLUMNS.get(column)[2] : "";
        return !path.startsWith("transaction.") && !path.startsWith("payout.");
    }

    /** Whether a column is the value of one key of an object's metadata. */
    static boolean isMetadata(String column) {
        return METADATA.matcher(column).matches();
    }

    /**
     * The value of a column, as the CSV has it.
     *
     * @param facts the objects of a row by their kind: {@code transaction}, {@code charge}
     */
    static String value(String column, ObjectNode facts, ZoneId zone) {
        Matcher metadata = METADATA.matcher(column);
        if (metadata.matches()) {
            return metadata(facts, metadata.group(1)).path(metadata.group(2)).asText();
        }
        String[] row = COLUMNS.get(column);
        JsonNode value = facts;
        for (String step : row[2].split("\\.")) {
            value = value.path(step);
        }
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return switch (row[1]) {
            case "amount" ->
                    Money.major(value.asLong(), Json.text(facts.path("transaction"), "currency"));
            case "utc" -> time(value, ZoneOffset.UTC);
            case "local" -> time(value, zone);
            default -> value.asText();
        };
    }

    /** A payment has the metadata of its intent, else that of its charge. */
    private static JsonNode metadata(ObjectNode facts, String of) {
        if (!of.equals("payment")) {
            return facts.path(of).path("metadata");
        }
        JsonNode intent = facts.path("payment_intent").path("metadata");
        return intent.isEmpty() ? facts.path("charge").path("metadata") : intent;
    }

    private static String time(JsonNode seconds, ZoneId zone) {
        return TIME.format(Instant.ofEpochSecond(seconds.asLong()).atZone(zone));
    }

    /** A value as a field of a CSV line: in quotes only where it needs them. */
    static String quoted(String value) {
        boolean plain = value.chars().noneMatch(each -> ",\"\r\n".indexOf(each) >= 0);
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
