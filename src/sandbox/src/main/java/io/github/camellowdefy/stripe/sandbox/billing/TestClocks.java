// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;

/**
 * Test clocks: the customers made on one live in its time. The work of an advance is done when its
 * answer says {@code advancing}; the clock itself is then {@code ready}.
 */
public record TestClocks(Timeline timeline) implements Behaviours.Module {

    private static final String CLOCK = "test_helpers.test_clock";
    private static final long KEPT = 30 * Periods.DAY;
    private static final long FARTHEST = 2 * 366 * Periods.DAY;

    @Override
    public void register(Behaviours table) {
        String path = "/v1/test_helpers/test_clocks";
        table.on("POST " + path, TestClocks::create)
                .on("POST " + path + "/{id}/advance", this::advance)
                .on("DELETE " + path + "/{id}", TestClocks::delete);
    }

    /** Changes in the time of an object: its test clock's, else the sandbox's. */
    public static Changes timeOf(Call call, ObjectNode object) {
        Changes changes = call.changes();
        Long frozen = frozenTime(call.account(), object);
        return frozen == null ? changes : changes.at(frozen);
    }

    private static Long frozenTime(Account account, ObjectNode object) {
        ObjectNode clock = account.find(CLOCK, Json.text(object, "test_clock"));
        return clock == null ? null : Long.valueOf(Json.number(clock, "frozen_time"));
    }

    private static Answer create(Call call) {
        long frozen = call.params().requireInteger("frozen_time");
        ObjectNode clock = call.changes().draft(CLOCK);
        call.applyTo(clock);
        clock.put("frozen_time", frozen).put("deletes_after", call.now() + KEPT);
        return Answer.of(call.changes().insert(clock));
    }

    private Answer advance(Call call) {
        ObjectNode clock = call.require(CLOCK);
        long from = Json.number(clock, "frozen_time");
        long to = call.params().requireInteger("frozen_time");
        refuseIf(to <= from, "test_clock_advance_invalid", from);
        refuseIf(to - from > FARTHEST, "test_clock_advance_too_far");
        Changes changes = call.changes();
        clock.put("status", "advancing");
        Json.hash(clock, "status_details").putObject("advancing").put("target_frozen_time", to);
        changes.update(clock, "advancing");
        ObjectNode answer = clock.deepCopy();
        timeline.run(changes, call.id(0), to);
        clock.put("frozen_time", to).put("status", "ready").putObject("status_details");
        changes.update(clock, "ready");
        return Answer.of(answer);
    }

    /** With the clock go its customers and what they had. */
    private static Answer delete(Call call) {
        ObjectNode clock = call.require(CLOCK);
        Changes changes = call.changes();
        call.account()
                .all("subscription")
                .filter(each -> call.id(0).equals(Json.text(each, "test_clock")))
                .filter(each -> !SubscriptionCycle.isEnded(each))
                .toList()
                .forEach(each -> changes.keep(each.put("status", "canceled")));
        call.account()
                .all("customer")
                .filter(each -> call.id(0).equals(Json.text(each, "test_clock")))
                .toList()
                .forEach(changes::delete);
        return Answer.of(changes.delete(clock));
    }
}
