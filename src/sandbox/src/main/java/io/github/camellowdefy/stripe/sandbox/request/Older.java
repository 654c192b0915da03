// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is taken besides {@code schema.tsv}, from {@code older.tsv}: parameters of older versions,
 * and those of the sandbox's own paths.
 *
 * @param names with dots between the levels
 * @param demanded those of them, or of the schema, that have to be there
 * @param spared those that the schema demands and older versions do not
 */
record Older(Set<String> names, Set<String> demanded, Set<String> spared) {

    private static final Older NOTHING = new Older(Set.of(), Set.of(), Set.of());
    private static final Map<String, Older> OPERATIONS = new HashMap<>();

    static {
        for (String[] line : Tsv.read(Older.class, "older.tsv")) {
            Set<String> names = new HashSet<>();
            Set<String> demanded = new HashSet<>();
            Set<String> spared = new HashSet<>();
            for (String name : line[1].split(" ")) {
                String plain = name.replaceAll("[!?]", "");
                names.add(plain);
                if (!plain.equals(name)) {
                    (name.endsWith("!") ? demanded : spared).add(plain);
                }
            }
            OPERATIONS.put(line[0], new Older(names, demanded, spared));
        }
    }

    static Older of(String operation) {
        return OPERATIONS.getOrDefault(operation, NOTHING);
    }

    static boolean knows(String operation) {
        return OPERATIONS.containsKey(operation);
    }
}
