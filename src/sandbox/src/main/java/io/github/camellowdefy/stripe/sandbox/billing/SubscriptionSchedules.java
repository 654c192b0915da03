// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.billing.SubscriptionCycle.Bill;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.List;

/** Subscription schedules: subscriptions that start later, and change when a phase ends. */
record SubscriptionSchedules(SubscriptionCycle cycle, Timeline timeline)
        implements Behaviours.Module {

    private static final String SCHEDULE = "subscription_schedule";

    /**
     * Stripe's documentation says seven days; its command line tool hears of it nine days ahead.
     */
    private static final long NOTICE = 9 * Periods.DAY;

    private static final List<String> OPEN = List.of("not_started", "active");

    @Override
    public void register(Behaviours table) {
        String one = "POST /v1/subscription_schedules/{id}";
        table.on("POST /v1/subscription_schedules", this::create)
                .on("GET /v1/subscription_schedules", SubscriptionSchedules::list)
                .on(one, this::update)
                .on(one + "/cancel", this::cancel)
                .on(one + "/release", this::release);
    }

    private static Answer list(Call call) {
        boolean unstarted = call.params().bool("scheduled", false);
        return call.list(
                SCHEDULE,
                each -> !unstarted || Json.is(each, "status", "not_started"),
                "scheduled");
    }

    /** When something is to happen to a schedule next, or null. */
    static Long due(Account account, ObjectNode schedule) {
        return switch (Json.text(schedule, "status")) {
            case "not_started" -> Json.number(schedule.get("phases").get(0), "start_date");
            case "active" -> {
                long end = Json.number(schedule.get("current_phase"), "end_date");
                long notice = lastDay(schedule) - NOTICE;
                yield isToBeTold(account, schedule) ? Math.min(end, notice) : end;
            }
            default -> null;
        };
    }

    private static long lastDay(ObjectNode schedule) {
        JsonNode phases = schedule.get("phases");
        return Json.number(phases.get(phases.size() - 1), "end_date");
    }

    /** Whether its end has still to be announced: once, and only where it lies ahead. */
    private static boolean isToBeTold(Account account, ObjectNode schedule) {
        return !account.hidden(schedule).path("told").asBoolean();
    }

    void advance(Changes changes, ObjectNode schedule) {
        if (Json.is(schedule, "status", "not_started")) {
            begin(changes, schedule);
        } else if (isToBeTold(changes.account(), schedule)
                && Json.number(schedule.get("current_phase"), "end_date") > changes.now()) {
            changes.note(schedule, "told", true);
            changes.emit(schedule, "expiring");
        } else {
            goOn(changes, schedule);
        }
    }

    private Answer create(Call call) {
        Params params = call.params();
        if (params.has("from_subscription")) {
            return Answer.of(takeOver(call));
        }
        String id = params.requireText("customer");
        ObjectNode customer = call.account().referenced("customer", id, "customer");
        Changes changes = TestClocks.timeOf(call, customer);
        ObjectNode schedule = changes.draft(SCHEDULE);
        call.applyTo(schedule, "phases", "start_date");
        String start = params.requireText("start_date");
        boolean now = start.equals("now");
        long from = now ? changes.now() : params.requireInteger("start_date");
        schedule.set("phases", SchedulePhases.read(call, changes, from));
        schedule.set("test_clock", customer.get("test_clock"));
        changes.insert(schedule);
        if (from <= changes.now()) {
            begin(changes, schedule);
        }
        timeline.watch(changes, schedule);
        return Answer.of(schedule);
    }

    private ObjectNode takeOver(Call call) {
        ObjectNode subscription = call.reference("subscription", "from_subscription");
        refuseIf(call.params().has("phases"), "phases_with_from_subscription");
        refuseIf(
                Json.text(subscription, "schedule") != null,
                "schedule_already_attached",
                Json.text(subscription, "schedule"));
        Changes changes = TestClocks.timeOf(call, subscription);
        ObjectNode schedule = changes.draft(SCHEDULE);
        call.applyTo(schedule, "from_subscription");
        schedule.set("customer", subscription.get("customer"));
        schedule.set("subscription", subscription.get("id"));
        schedule.set("test_clock", subscription.get("test_clock"));
        schedule.putArray("phases").add(SchedulePhases.of(changes, subscription));
        enter(schedule, (ObjectNode) schedule.get("phases").get(0));
        changes.insert(schedule);
        subscription.set("schedule", schedule.get("id"));
        cycle.store(changes, subscription, "updated");
        timeline.watch(changes, schedule);
        return schedule;
    }

    private Answer update(Call call) {
        ObjectNode schedule = requireOpen(call, "update");
        Changes changes = TestClocks.timeOf(call, schedule);
        ArrayNode before = (ArrayNode) schedule.get("phases");
        call.applyTo(schedule, "phases", "proration_behavior");
        if (call.params().has("phases")) {
            long start = Json.number(before.get(0), "start_date");
            schedule.set("phases", SchedulePhases.read(call, changes, start));
        }
        boolean active = Json.is(schedule, "status", "active");
        ObjectNode phase = SchedulePhases.at((ArrayNode) schedule.get("phases"), changes.now());
        refuseIf(active && phase == null, "current_phase_missing");
        if (active) {
            enter(schedule, phase);
            apply(changes, schedule, phase);
        }
        changes.update(schedule);
        timeline.watch(changes, schedule);
        return Answer.of(schedule);
    }

    private Answer cancel(Call call) {
        ObjectNode schedule = requireOpen(call, "cancel");
        Changes changes = TestClocks.timeOf(call, schedule);
        ObjectNode subscription = subscription(changes, schedule);
        end(changes, schedule, "canceled");
        if (subscription != null && !SubscriptionCycle.isEnded(subscription)) {
            cycle.cancel(changes, subscription, "cancellation_requested");
        }
        return Answer.of(schedule);
    }

    private Answer release(Call call) {
        ObjectNode schedule = requireOpen(call, "release");
        letGo(TestClocks.timeOf(call, schedule), schedule);
        return Answer.of(schedule);
    }

    /** A subscription that is over takes its schedule with it. */
    static void endWith(Changes changes, ObjectNode subscription) {
        ObjectNode schedule = changes.find(SCHEDULE, Json.text(subscription, "schedule"));
        if (schedule != null && OPEN.contains(Json.text(schedule, "status"))) {
            end(changes, schedule, "canceled");
        }
    }

    private void begin(Changes changes, ObjectNode schedule) {
        ObjectNode phase = (ObjectNode) schedule.get("phases").get(0);
        ObjectNode customer = changes.named("customer", schedule);
        Params params = SchedulePhases.creation(phase);
        ObjectNode subscription = Subscriptions.draft(changes, params, customer);
        subscription.set(
                "discounts", Discounts.redeem(changes, params, "subscription", subscription));
        subscription.set("schedule", schedule.get("id"));
        takeTerms(subscription, phase);
        Subscriptions.addOneTimeItems(changes, subscription, params);
        cycle.begin(changes, subscription);
        schedule.set("subscription", subscription.get("id"));
        enter(schedule, phase);
        changes.update(schedule);
    }

    /** The current phase has ended: the next one, or the end. */
    private void goOn(Changes changes, ObjectNode schedule) {
        ObjectNode next = SchedulePhases.at((ArrayNode) schedule.get("phases"), changes.now());
        if (next != null) {
            enter(schedule, next);
            apply(changes, schedule, next);
            changes.update(schedule);
        } else if (Json.is(schedule, "end_behavior", "cancel")) {
            ObjectNode subscription = subscription(changes, schedule);
            end(changes, schedule, "completed");
            cycle.cancel(changes, subscription, "cancellation_requested");
        } else {
            changes.emit(schedule, "completed");
            letGo(changes, schedule);
        }
    }

    /** A schedule of one phase for a subscription that starts later; its id. */
    JsonNode later(Changes changes, ObjectNode customer, ObjectNode terms, long start) {
        ObjectNode schedule = changes.draft(SCHEDULE);
        schedule.set("customer", customer.get("id"));
        schedule.set("test_clock", customer.get("test_clock"));
        ObjectNode phase = Json.object();
        Json.copy(terms, phase, "items", "add_invoice_items", "discounts");
        if (terms.get("metadata") instanceof ObjectNode metadata) {
            phase.set("metadata", metadata);
        }
        Params params = new Params(phase);
        schedule.putArray("phases").add(SchedulePhases.phase(changes, params, "phases[0]", start));
        changes.insert(schedule);
        timeline.watch(changes, schedule);
        return schedule.get("id");
    }

    private void apply(Changes changes, ObjectNode schedule, ObjectNode phase) {
        ObjectNode subscription = subscription(changes, schedule);
        boolean midway = SubscriptionCycle.periodEnd(subscription) > changes.now();
        String behaviour = Json.text(phase, "proration_behavior");
        boolean prorate = midway && !"none".equals(behaviour);
        takeTerms(subscription, phase);
        boolean restarts =
                ItemChanges.stored(changes, subscription)
                        .apply(SchedulePhases.change(subscription, phase, prorate));
        if (restarts && midway) {
            SubscriptionItems.restart(subscription, changes.now());
        }
        cycle.store(changes, subscription, "updated");
        if (midway && (restarts || "always_invoice".equals(behaviour))) {
            cycle.billNow(changes, subscription, new Bill("subscription_update", restarts, true));
        }
    }

    private static void takeTerms(ObjectNode subscription, ObjectNode phase) {
        for (String field : List.of("default_payment_method", "description")) {
            if (phase.hasNonNull(field)) {
                subscription.set(field, phase.get(field));
            }
        }
        Json.hash(subscription, "metadata").setAll((ObjectNode) phase.get("metadata"));
    }

    private static void enter(ObjectNode schedule, ObjectNode phase) {
        schedule.put("status", "active");
        ObjectNode current = schedule.putObject("current_phase");
        Json.copy(phase, current, "end_date", "start_date");
    }

    private void letGo(Changes changes, ObjectNode schedule) {
        ObjectNode subscription = subscription(changes, schedule);
        schedule.set("released_subscription", schedule.get("subscription"));
        schedule.putNull("subscription");
        end(changes, schedule, "released");
        if (subscription != null) {
            subscription.putNull("schedule");
            cycle.store(changes, subscription, "updated");
        }
    }

    private static void end(Changes changes, ObjectNode schedule, String status) {
        schedule.put("status", status).put(status + "_at", changes.now()).putNull("current_phase");
        changes.update(schedule, status);
    }

    private static ObjectNode subscription(Changes changes, ObjectNode schedule) {
        return changes.named("subscription", schedule);
    }

    private static ObjectNode requireOpen(Call call, String verb) {
        ObjectNode schedule = call.require(SCHEDULE);
        String status = Json.text(schedule, "status");
        refuseIf(!OPEN.contains(status), "schedule_not_open", verb, status);
        return schedule;
    }
}
