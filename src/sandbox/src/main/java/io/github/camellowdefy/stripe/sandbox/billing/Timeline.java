// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * What time brings: objects fall due, on their test clock where they have one, else on the
 * sandbox's clock.
 */
public final class Timeline {

    private static final int MOST_STEPS = 100_000;
    private static final String JOB = "fall_due";

    private record Kind(
            String object,
            BiFunction<Account, ObjectNode, Long> due,
            BiConsumer<Changes, ObjectNode> advance) {}

    private final List<Kind> kinds = new ArrayList<>();

    /**
     * Adds a kind of object; of two that are due at the same time the one added first goes first.
     *
     * @param due when something is to happen next to an object, in Unix seconds, or null
     * @param advance makes it happen
     */
    public void add(
            String object,
            BiFunction<Account, ObjectNode, Long> due,
            BiConsumer<Changes, ObjectNode> advance) {
        kinds.add(new Kind(object, due, advance));
    }

    void register(Behaviours table) {
        table.job(JOB, (changes, about) -> fallDue(changes, kind(about.get(0)), about.get(1)));
    }

    /** Sees to it that what falls due for this object will happen. */
    public void watch(Changes changes, ObjectNode object) {
        if (Json.text(object, "test_clock") != null) {
            return;
        }
        Kind kind = kind(Json.text(object, "object"));
        Long due = kind.due().apply(changes.account(), object);
        if (due == null) {
            return;
        }
        changes.planAt(due, JOB, kind.object(), Json.id(object));
    }

    private void fallDue(Changes changes, Kind kind, String id) {
        ObjectNode object = changes.find(kind.object(), id);
        Long due = object == null ? null : kind.due().apply(changes.account(), object);
        if (due != null && due <= changes.now()) {
            kind.advance().accept(changes, object);
            ObjectNode after = changes.find(kind.object(), id);
            if (after != null) {
                watch(changes, after);
            }
        }
    }

    /** Lets a test clock run to {@code until}: everything on it happens in order, at its time. */
    void run(Changes changes, String clock, long until) {
        for (int step = 0; step < MOST_STEPS; step++) {
            Kind next = null;
            ObjectNode first = null;
            long at = until;
            for (Kind kind : kinds) {
                for (ObjectNode each : on(changes.account(), kind, clock)) {
                    Long due = kind.due().apply(changes.account(), each);
                    boolean sooner = due != null && (first == null ? due <= at : due < at);
                    if (sooner) {
                        next = kind;
                        first = each;
                        at = due;
                    }
                }
            }
            if (first == null) {
                return;
            }
            next.advance().accept(changes.at(at), first);
        }
    }

    private static List<ObjectNode> on(Account account, Kind kind, String clock) {
        return account.all(kind.object())
                .filter(each -> clock.equals(Json.text(each, "test_clock")))
                .toList();
    }

    private Kind kind(String object) {
        return kinds.stream()
                .filter(each -> each.object().equals(object))
                .findFirst()
                .orElseThrow();
    }
}
