// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Ids;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.time.Duration;

/** Signing secrets. */
final class Secrets {

    private Secrets() {}

    static String fresh(Ids ids) {
        return "whsec_" + ids.token(32);
    }

    /** Gives an endpoint or destination a new secret; the old one signs too until it expires. */
    static String roll(Changes changes, String object, String endpoint, Duration overlap) {
        changes.account().require(object, endpoint);
        String secret = fresh(changes.engine().ids());
        ObjectNode hidden = changes.account().hidden(object, endpoint);
        hidden.put("old_secret", Json.text(hidden, "secret"));
        hidden.put("old_until", changes.engine().clock().seconds() + overlap.toSeconds());
        hidden.put("secret", secret);
        changes.hide(object, endpoint, hidden);
        return secret;
    }
}
