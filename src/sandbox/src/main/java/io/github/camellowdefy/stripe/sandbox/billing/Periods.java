// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Billing periods, and the anchors they are counted from, in Unix seconds, UTC. */
public final class Periods {

    static final long HOUR = 3600;
    public static final long DAY = 86_400;

    private static final String[] PARTS = {"day_of_month", "hour", "minute", "month", "second"};

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

    /** The anchor that parameters ask for; now without one. */
    static long anchor(Params params, long now, JsonNode item) {
        if (params.has("billing_cycle_anchor_config")) {
            refuseIf(params.has("billing_cycle_anchor"), "two_anchors");
            return next(params.hash("billing_cycle_anchor_config"), now);
        }
        if (!params.has("billing_cycle_anchor")) {
            return now;
        }
        long anchor = params.requireInteger("billing_cycle_anchor");
        refuseIf(anchor < now, "anchor_in_the_past");
        long latest = Periods.end(now, now, item.path("price").path("recurring"));
        refuseIf(anchor > latest, "anchor_too_late", latest);
        return anchor;
    }

    /** The next time on this day, or on the last one of a shorter month. */
    private static long next(Params config, long now) {
        ZonedDateTime from = Instant.ofEpochSecond(now).atZone(ZoneOffset.UTC);
        int day = part(config, "day_of_month", 1, 1, 31);
        int month = part(config, "month", 0, 1, 12);
        YearMonth wanted = YearMonth.from(from);
        while (true) {
            if (month == 0 || wanted.getMonthValue() == month) {
                ZonedDateTime then =
                        from.with(wanted.atDay(Math.min(day, wanted.lengthOfMonth())))
                                .withHour(part(config, "hour", from.getHour(), 0, 23))
                                .withMinute(part(config, "minute", from.getMinute(), 0, 59))
                                .withSecond(part(config, "second", from.getSecond(), 0, 59));
                if (then.isAfter(from)) {
                    return then.toEpochSecond();
                }
            }
            wanted = wanted.plusMonths(1);
        }
    }

    private static int part(Params config, String name, int otherwise, int least, int most) {
        Long given = config.integer(name);
        if (given != null && (given < least || given > most)) {
            throw StripeError.refusal("number_out_of_range", "from " + least + " to " + most)
                    .param("billing_cycle_anchor_config[" + name + ']');
        }
        return given == null ? otherwise : given.intValue();
    }

    /** Notes what was asked for. */
    static void showAnchor(ObjectNode subscription, Params config) {
        ObjectNode shown = subscription.putObject("billing_cycle_anchor_config");
        for (String part : PARTS) {
            shown.put(part, config.integer(part));
        }
    }
}
