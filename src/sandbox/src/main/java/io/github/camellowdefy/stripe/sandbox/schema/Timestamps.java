// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as v2 writes them; v1 has Unix seconds. */
public final class Timestamps {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** Unix seconds of {@code 2026-11-22T10:00:00Z}, or of seconds; 400 for anything else. */
    public static long seconds(String text, String param) {
        try {
            return text.matches("-?\\d{1,18}")
                    ? Long.parseLong(text)
                    : Instant.parse(text).getEpochSecond();
        } catch (DateTimeException e) {
            throw StripeError.invalid("Invalid timestamp: " + text).param(param);
        }
    }

    /** Such as {@code 2026-11-22T10:00:00.000Z}. */
    public static String iso(long seconds) {
        return ISO.format(Instant.ofEpochSecond(seconds));
    }
}
