// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Billing periods in Unix seconds, UTC. Pure functions. */
final class Periods {

    static final long HOUR = 3600;
    static final long DAY = 86_400;

    private Periods() {}

    /**
     * The end of the period that starts at {@code start}. Periods are counted from the anchor, so
     * that a subscription of 31 January renews on 28 February and on 31 March.
     *
     * @param recurring a price's {@code recurring}
     */
    static long end(long start, long anchor, JsonNode recurring) {
        long count = Math.max(1, Json.number(recurring, "interval_count"));
        ChronoUnit unit = unit(Json.text(recurring, "interval"));
        ZonedDateTime first = Instant.ofEpochSecond(anchor).atZone(ZoneOffset.UTC);
        ZonedDateTime from = Instant.ofEpochSecond(start).atZone(ZoneOffset.UTC);
        long passed = unit.between(first, from) / count;
        long step = Math.max(0, passed - 1);
        while (true) {
            long end = first.plus(step * count, unit).toEpochSecond();
            if (end > start) {
                return end;
            }
            step++;
        }
    }

    private static ChronoUnit unit(String interval) {
        return switch (interval == null ? "month" : interval) {
            case "day" -> ChronoUnit.DAYS;
            case "week" -> ChronoUnit.WEEKS;
            case "year" -> ChronoUnit.YEARS;
            default -> ChronoUnit.MONTHS;
        };
    }
}
