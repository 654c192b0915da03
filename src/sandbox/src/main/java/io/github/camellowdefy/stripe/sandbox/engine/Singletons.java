// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.Merge;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Filter;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.util.Iterator;

/** Objects that are simply there: the account itself, its settings. */
final class Singletons {

    private Singletons() {}

    static ObjectNode show(Call call) {
        return call.route().template().endsWith("/find") ? find(call) : shown(current(call));
    }

    static ObjectNode change(Call call) {
        ObjectNode object = current(call);
        Merge.into(object, call.fields(), call.params());
        if (object.path("settings") instanceof ObjectNode settings
                && settings.path("reconciliation_mode").asText().equals("merchant_default")) {
            settings.put("reconciliation_mode", "automatic").put("using_merchant_default", true);
        }
        call.changes().update(object);
        return shown(object);
    }

    private static ObjectNode current(Call call) {
        String kind = call.route().object();
        String id = id(call);
        ObjectNode object = call.account().find(kind, id);
        if (object == null) {
            object = call.changes().draft(kind, id);
            if (!kind.equals("account")) {
                object.remove("created");
            }
            String owner = call.route().parent();
            if (owner != null && object.has(Names.parentField(owner))) {
                object.put(Names.parentField(owner), call.id(0));
            }
            call.changes().add(object);
        }
        return object;
    }

    private static String id(Call call) {
        String object = call.route().object();
        return call.route().parent() != null
                ? GenericEngine.parent(call)
                : object.equals("account") ? call.account().id() : object;
    }

    private static ObjectNode shown(ObjectNode object) {
        if (!Schema.object(object.get("object").textValue()).containsKey("id")) {
            object.remove("id");
        }
        return object;
    }

    /** For {@code /v1/apps/secrets/find} and {@code /delete}: the newest that matches. */
    static ObjectNode find(Call call) {
        Filter filter = Filter.of(call.params());
        Iterator<Stored> stored =
                call.account().shelf(call.route().object()).newestBelow(Long.MAX_VALUE);
        while (stored.hasNext()) {
            Stored next = stored.next();
            if (filter.matches(next)) {
                return Json.read(next.json());
            }
        }
        throw StripeError.noSuch(
                Names.spoken(call.route().object()), call.params().tree().toString(), "name");
    }
}
