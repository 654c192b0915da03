// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When the money of an account becomes available, and on which days Stripe pays it out by itself:
 * the account's {@code settings.payouts.schedule}. Days start at midnight UTC; weekends count.
 *
 * @param enabled whether the account may be paid out at all
 * @param interval {@code daily}, {@code weekly}, {@code monthly} or {@code manual}
 * @param delay days until a charge is available
 * @param days days of the week by name, or of the month by number
 */
public record PayoutSchedule(boolean enabled, String interval, long delay, List<String> days) {

    /** The job that pays an account out. */
    static final String RUN = "automatic_payouts";

    private static final long DAY = 86_400;
    static final PayoutSchedule USUAL = new PayoutSchedule(true, "daily", 2, List.of());

    /** The schedule of an account; daily with a delay of two days where it has no settings. */
    public static PayoutSchedule of(Engine engine, Account account) {
        ObjectNode settings = engine.platform().find("account", account.id());
        return settings == null ? USUAL : of(account == engine.platform(), settings);
    }

    private static PayoutSchedule of(boolean platform, ObjectNode account) {
        JsonNode schedule = account.path("settings").path("payouts").path("schedule");
        String interval = schedule.path("interval").asText("daily");
        List<String> days = new ArrayList<>();
        schedule.path(interval + "_payout_days").forEach(day -> days.add(day.asText()));
        if (days.isEmpty()) {
            boolean weekly = interval.equals("weekly");
            days.add(schedule.path(interval + "_anchor").asText(weekly ? "monday" : "1"));
        }
        boolean enabled = platform || account.path("payouts_enabled").asBoolean();
        long delay = schedule.path("delay_days").asLong(USUAL.delay);
        return new PayoutSchedule(enabled, interval, delay, List.copyOf(days));
    }

    /** Writes a delay of {@code minimum} as the number it stands for. */
    public static void normalize(ObjectNode account) {
        if (account.at("/settings/payouts/schedule") instanceof ObjectNode schedule
                && Json.is(schedule, "delay_days", "minimum")) {
            schedule.put("delay_days", USUAL.delay);
        }
    }

    /** Has the account paid out on the next day of its schedule, should it have money by then. */
    public static void plan(Changes changes, long after) {
        PayoutSchedule schedule = of(changes.engine(), changes.account());
        if (schedule.isAutomatic()) {
            changes.plan(schedule.next(after), RUN);
        }
    }

    /** When a charge of this time is available. */
    public long availableOn(long now) {
        return (now / DAY + delay) * DAY;
    }

    boolean isAutomatic() {
        return enabled && !interval.equals("manual");
    }

    /** Whether the account is paid out at this time. */
    boolean isDue(long time) {
        return isAutomatic() && includes(LocalDate.ofEpochDay(time / DAY));
    }

    /** The first midnight of the schedule after a time. */
    Instant next(long after) {
        LocalDate first = LocalDate.ofEpochDay(after / DAY + 1);
        return first.datesUntil(first.plusMonths(2))
                .filter(this::includes)
                .findFirst()
                .orElse(first)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private boolean includes(LocalDate day) {
        return switch (interval) {
            case "weekly" -> days.contains(day.getDayOfWeek().name().toLowerCase(Locale.ROOT));
            case "monthly" -> days.stream().anyMatch(each -> isOn(day, Integer.parseInt(each)));
            default -> true;
        };
    }

    /** The 31st is the last day of a shorter month. */
    private static boolean isOn(LocalDate day, int wanted) {
        return day.getDayOfMonth() == Math.min(wanted, day.lengthOfMonth());
    }
}
