// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.yaml;

/**
 * Where a value stands.
 *
 * @param file the file, as errors name it
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {

    /** The refusal of a file because of the value at this place. */
    public LowdefyFileException refusal(String reason) {
        return new LowdefyFileException(this, reason);
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ':' + line + ':' + column;
    }
}
