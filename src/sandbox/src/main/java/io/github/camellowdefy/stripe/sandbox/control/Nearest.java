// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

import io.github.camellowdefy.stripe.catalog.EditDistance;
import java.util.Collection;
import java.util.Comparator;

/** The known name that a misspelled one was probably meant to be, for error messages. */
public final class Nearest {

    private static final int LONGEST = 80;

    private Nearest() {}

    /**
     * An error that names what was read and the nearest known name: {@code There is no object
     * "customers"; the nearest is "customer".}
     *
     * @param kind what the name should be one of, such as {@code object}
     */
    public static IllegalArgumentException error(
            String kind, String read, Collection<String> known) {
        return new IllegalArgumentException(
                "There is no %s \"%s\"; the nearest is \"%s\"."
                        .formatted(kind, read, of(String.valueOf(read), known)));
    }

    /** The known name that is nearest to what was read; empty where there is none. */
    public static String of(String read, Collection<String> known) {
        String cut = read.substring(0, Math.min(read.length(), LONGEST));
        return known.stream()
                .min(
                        Comparator.<String>comparingInt(name -> EditDistance.of(cut, name, LONGEST))
                                .thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }
}
