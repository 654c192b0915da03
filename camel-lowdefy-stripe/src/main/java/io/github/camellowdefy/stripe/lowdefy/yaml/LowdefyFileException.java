// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.yaml;

/**
 * A Lowdefy file cannot be loaded. The text starts with file, line and column and says in one
 * sentence what was read, what was expected and the nearest fix.
 *
 * <pre>{@code
 * LowdefyFileException e = ...;
 * e.place(); // shop.lowdefy.yaml:12:5
 * }</pre>
 */
public class LowdefyFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String reason;

    public LowdefyFileException(Place place, String reason) {
        super(place + ": " + reason);
        this.place = place;
        this.reason = reason;
    }

    public Place place() {
        return place;
    }

    /** The text without the place. */
    public String reason() {
        return reason;
    }
}
