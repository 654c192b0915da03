// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where events go, as the account has it now: a v1 webhook endpoint or a v2 event destination.
 *
 * @param object {@code webhook_endpoint} or {@code v2.core.event_destination}
 * @param connect whether it gets the events of connected accounts rather than its own
 * @param thin whether it gets thin events
 */
record Target(
        Account account,
        String object,
        String id,
        String url,
        List<String> types,
        boolean connect,
        boolean thin) {

    static final String ENDPOINT = "webhook_endpoint";
    static final String DESTINATION = "v2.core.event_destination";

    /** In {@code events_from}: as the API has it now, and as older versions have it. */
    private static final Set<String> CONNECTED = Set.of("@accounts", "other_accounts");

    /** All that are enabled in an account. */
    static List<Target> of(Account account) {
        return Stream.of(ENDPOINT, DESTINATION)
                .flatMap(object -> account.all(object).map(node -> of(account, object, node)))
                .filter(target -> target != null)
                .toList();
    }

    /** A target, or null where it is disabled or no webhook. */
    private static Target of(Account account, String object, ObjectNode node) {
        if (!Json.is(node, "status", "enabled")) {
            return null;
        }
        String id = Json.id(node);
        ObjectNode hidden = account.hidden(object, id);
        String url = Json.text(object.equals(ENDPOINT) ? node : hidden, "url");
        boolean connect =
                hidden.path("connect").asBoolean()
                        || Json.texts(node.path("events_from")).stream()
                                .anyMatch(CONNECTED::contains);
        List<String> types = Json.texts(node.path("enabled_events"));
        boolean thin = Json.is(node, "event_payload", "thin");
        return url == null ? null : new Target(account, object, id, url, types, connect, thin);
    }

    /** The target with this id, or null when it was disabled or deleted. */
    static Target find(Account account, String id) {
        return of(account).stream().filter(each -> each.id.equals(id)).findFirst().orElse(null);
    }

    /** The same target as it is now, or null when it was disabled or deleted. */
    Target now() {
        return find(account, id);
    }

    boolean wants(Event event) {
        if (event.isAddressedTo(id)) {
            return true;
        }
        boolean mine = event.account() == account;
        if (connect == mine) {
            return false;
        }
        if (event.isThin()) {
            return thin && subscribes(event.type());
        }
        return thin ? subscribes("v1." + event.type()) : subscribes(event.type());
    }

    /** The secrets that sign now, newest first; an old one only until it expires. */
    List<String> secrets(long now) {
        ObjectNode hidden = account.hidden(object, id);
        List<String> secrets = new ArrayList<>();
        secrets.add(Json.text(hidden, "secret"));
        if (hidden.path("old_until").asLong() > now) {
            secrets.add(Json.text(hidden, "old_secret"));
        }
        return secrets;
    }

    private boolean subscribes(String type) {
        return types.contains(type) || types.contains("*");
    }
}
