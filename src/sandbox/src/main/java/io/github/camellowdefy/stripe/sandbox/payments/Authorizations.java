// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.time.Duration;

/** Money that is held but never taken: the bank lets it go after a week. */
final class Authorizations {

    /** How long the bank holds it. */
    static final Duration LAST = Duration.ofDays(7);

    private static final String JOB = "authorization_expires";

    private Authorizations() {}

    static void register(Behaviours table, PaymentFlow flow) {
        table.job(JOB, (changes, about) -> expire(changes, about.get(0), flow));
    }

    static void watch(Changes changes, ObjectNode intent) {
        changes.planIn(LAST, JOB, Json.id(intent));
    }

    private static void expire(Changes changes, String id, PaymentFlow flow) {
        ObjectNode intent = changes.find("payment_intent", id);
        if (intent == null || !Json.is(intent, "status", "requires_capture")) {
            return;
        }
        changes.emit(
                changes.account().require("charge", Json.text(intent, "latest_charge")), "expired");
        flow.cancel(changes, intent, "expired");
    }
}
