// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kind of report that can be run: {@code payout_reconciliation.itemized.5}. Older versions have
 * the columns of the newest.
 *
 * @param kind the id without version, and without {@code connected_account_}
 * @param required the parameters that a run must have
 * @param defaults the columns unless a run asks for others
 * @param others all other columns
 */
record ReportType(
        String id,
        String kind,
        int version,
        String name,
        Set<String> required,
        Set<String> defaults,
        Set<String> others) {

    private static final String CONNECTED = "connected_account_";
    private static final Map<String, ReportType> ALL = load();

    private static Map<String, ReportType> load() {
        Map<String, ReportType> all = new LinkedHashMap<>();
        for (String[] row : Tsv.read(ReportType.class, "reports.tsv")) {
            for (int version = 1; version <= Integer.parseInt(row[1]); version++) {
                for (boolean connected : new boolean[] {false, true}) {
                    ReportType type = of(row, version, connected);
                    all.put(type.id, type);
                }
            }
        }
        return all;
    }

    private static ReportType of(String[] row, int version, boolean connected) {
        String id = (connected ? CONNECTED : "") + row[0] + '.' + version;
        Set<String> required = Tsv.words(row[3]);
        if (connected) {
            required.add("connected_account");
        }
        Set<String> others =
                row[5].equals("*") ? ReportColumns.names() : Tsv.words(row[5].replace("-", ""));
        String name = connected ? "Connected account: " + row[2] : row[2];
        Set<String> defaults = Tsv.words(row[4]);
        return new ReportType(id, row[0], version, name, required, defaults, others);
    }

    /** The report type of this id, or null. */
    static ReportType find(String id) {
        return ALL.get(id);
    }

    static List<ReportType> all() {
        return new ArrayList<>(ALL.values());
    }

    /** Whether a run may ask for this column. */
    boolean has(String column) {
        return defaults.contains(column)
                || others.contains(column)
                || !others.isEmpty() && ReportColumns.isMetadata(column);
    }

    ObjectNode show(long now) {
        ObjectNode facts = Json.object("id", id, "now", now, "name", name, "version", version);
        return Shapes.of("report_type", facts.set("columns", Json.of(defaults)));
    }
}
