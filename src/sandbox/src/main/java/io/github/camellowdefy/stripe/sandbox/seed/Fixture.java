// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One request of a seed file, with the places it was read at.
 *
 * @param place file and line, for error messages
 * @param name by which later fixtures refer to its answer
 * @param path with placeholders
 * @param params with placeholders
 * @param texts the other texts that a fixture may have, such as {@code expected_error_type}
 * @param lines by the full name of a parameter: {@code items[0][price]}
 */
record Fixture(
        Place place,
        String name,
        String verb,
        String path,
        ObjectNode params,
        Map<String, String> headers,
        Map<String, String> texts,
        Map<String, Integer> lines) {

    /** Where something stands. */
    record Place(String file, int line) {

        IllegalArgumentException error(String message) {
            return new IllegalArgumentException(file + ", line " + line + ": " + message);
        }
    }

    /** Where a parameter stands, or where the fixture begins. */
    Place placeOf(String param) {
        Integer line = param == null ? null : lines.get(param);
        return line == null ? place : new Place(place.file(), line);
    }
}
