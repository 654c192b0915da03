// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.Merge;
import io.github.camellowdefy.stripe.sandbox.schema.Defaults;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import io.github.camellowdefy.stripe.sandbox.schema.Shape;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.ShownLists;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.util.List;
import java.util.Set;

/**
 * What every operation does unless a behaviour says otherwise: driven by its {@link Shape} alone.
 */
final class GenericEngine {

    private static final Set<String> NAMED_BY_CALLER = Set.of("coupon", "plan", "product");

    Answer handle(Call call) {
        return switch (call.route().shape()) {
            case CREATE -> create(call);
            case RETRIEVE -> Answer.of(retrieve(call));
            case UPDATE -> call.stored(update(call));
            case DELETE -> Answer.of(call.changes().delete(require(call)));
            case LIST -> Answer.of(list(call));
            case SEARCH -> Answer.of(Pages.search(call));
            case ACTION -> Answer.of(act(call));
            case SHOW -> Answer.of(Singletons.show(call));
            case CHANGE -> Answer.of(Singletons.change(call));
            case REMOVE -> Answer.of(remove(call));
            case DOWNLOAD -> Answer.bytes("application/pdf", Pdf.of(require(call)));
        };
    }

    private static Answer create(Call call) {
        Route route = call.route();
        if (route.template().endsWith("/delete")) {
            return Answer.of(call.changes().delete(Singletons.find(call)));
        }
        String parent = parent(call);
        ObjectNode fields = call.fields();
        ObjectNode object = draft(call, fields);
        if (parent != null) {
            String field = Names.parentField(route.parent());
            if (!Defaults.knows(route.object()) || object.has(field)) {
                object.put(field, parent);
            }
        }
        Merge.into(object, fields, call.params());
        return call.stored(call.changes().insert(object, parent, "created"));
    }

    private static ObjectNode draft(Call call, ObjectNode fields) {
        String object = call.route().object();
        String own = NAMED_BY_CALLER.contains(object) ? Json.id(fields) : null;
        return call.changes().draftAs(object, own);
    }

    private static byte[] retrieve(Call call) {
        String object = call.route().object();
        Stored stored = call.account().shelf(object).get(call.lastId());
        if (stored != null && stored.deleted() && object.equals("customer")) {
            return stored.json();
        }
        if (stored == null || stored.deleted() || call.route().parent() != null) {
            return ShownLists.shown(Json.write(require(call)));
        }
        return ShownLists.shown(stored.json());
    }

    private static ObjectNode update(Call call) {
        ObjectNode object = require(call);
        Merge.into(object, call.fields(), call.params());
        return call.changes().update(object);
    }

    private static byte[] list(Call call) {
        String parent = parent(call);
        return call.route().isV2()
                ? Pages.v2(call, parent, stored -> true)
                : Listing.page(call, call.route().object(), parent, stored -> true);
    }

    /** Notes the parameters, the new status and when; the event is named after the verb. */
    private static ObjectNode act(Call call) {
        ObjectNode object = require(call);
        String verb = call.route().action();
        Merge.into(object, call.fields(), call.params());
        String status = Names.status(verb);
        String participle = Names.participle(verb);
        boolean open = !Defaults.knows(call.route().object());
        if (status != null && (open || object.has("status"))) {
            object.put("status", status);
        }
        String stamp = participle + "_at";
        if (open || object.has(stamp)) {
            object.put(stamp, call.now());
        } else if (object.path("status_transitions").has(stamp)) {
            ((ObjectNode) object.get("status_transitions")).put(stamp, call.now());
        }
        call.changes().update(object, participle);
        String answered = Schema.answered(call.route().operation());
        return answered == null || answered.equals(call.route().object()) || !call.route().isV2()
                ? object
                : told(call, answered);
    }

    /** What an action tells of, where that is not the object it is done to. */
    private static ObjectNode told(Call call, String kind) {
        ObjectNode told = call.changes().draft(kind);
        return Schema.object(kind).containsKey("id") ? told : told.without(List.of("id"));
    }

    private static ObjectNode remove(Call call) {
        ObjectNode owner = require(call);
        String part = call.route().action();
        owner.putNull(part);
        call.changes().update(owner);
        return Json.object().put("object", part).put("deleted", true);
    }

    /** The object the last id names, under its parent where the path has one. */
    private static ObjectNode require(Call call) {
        Route route = call.route();
        String parent = parent(call);
        String param = Names.pathParam(route.object());
        ObjectNode object = call.account().require(route.object(), call.lastId(), param);
        if (parent != null) {
            String born = call.account().parent(route.object(), call.lastId());
            JsonNode field = object.path(Names.parentField(route.parent()));
            if (!parent.equals(born) && !parent.equals(field.asText())) {
                throw StripeError.noSuch(Names.spoken(route.object()), call.lastId(), param);
            }
        }
        return object;
    }

    /** The id of the parent, which must exist; null where the path has none. */
    static String parent(Call call) {
        String object = call.route().parent();
        if (object == null) {
            return null;
        }
        boolean own = object.equals("account") && call.id(0).equals(call.account().id());
        if (!own) {
            call.account().require(object, call.id(0), Names.parentField(object));
        }
        return call.id(0);
    }
}
