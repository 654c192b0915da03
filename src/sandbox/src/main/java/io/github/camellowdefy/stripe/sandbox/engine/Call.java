// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.request.Merge;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.Types;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.Cause;
import io.github.camellowdefy.stripe.sandbox.store.ShownLists;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.util.List;
import java.util.function.Predicate;

/**
 * One authenticated request on its way through the engine: all a behaviour needs.
 *
 * @param engine ids, other accounts, the event log
 * @param route the operation called
 * @param path as it was requested
 * @param ids of the path, decoded
 * @param params of query and body
 * @param file the uploaded file of a multipart request, or null
 * @param account the account that the key or the {@code Stripe-Account} header names
 * @param cause the request behind this call
 * @param now the sandbox's time in Unix seconds: all of this call happens then
 */
public record Call(
        Engine engine,
        Route route,
        String path,
        List<String> ids,
        Params params,
        byte[] file,
        Account account,
        Cause cause,
        long now) {

    /** The same call, begun now. */
    Call begun() {
        long begin = engine.clock().seconds();
        return new Call(engine, route, path, ids, params, file, account, cause, begin);
    }

    /** The id at a position of the path, decoded. */
    public String id(int position) {
        return ids.get(position);
    }

    /** The last id of the path: that of the object itself. */
    public String lastId() {
        return ids.get(ids.size() - 1);
    }

    /** The object whose id is the first of the path; 404 without one. */
    public ObjectNode require(String object) {
        return account.require(object, id(0));
    }

    /**
     * The parameters with the types of the route's object; {@code expand} and {@code include} left
     * out.
     */
    public ObjectNode fields() {
        ObjectNode fields =
                route.isV2() ? params.tree().deepCopy() : Types.typed(route, params.tree());
        // both say what to answer, not what to store
        fields.remove(List.of("expand", "include"));
        return fields;
    }

    /** Applies the parameters to an object as the generic engine does, all but those named. */
    public void applyTo(ObjectNode object, String... except) {
        ObjectNode fields = fields();
        fields.remove(List.of(except));
        Merge.into(object, fields, params);
    }

    /**
     * The object a parameter names; null when it names none; 400 {@code resource_missing} when
     * there is no such object.
     */
    public ObjectNode reference(String object, String param) {
        String id = params.text(param);
        return id == null ? null : account.referenced(object, id, param);
    }

    /** Writes to that account, at the time of this call. */
    public Changes changes() {
        return new Changes(engine, account, cause).at(now);
    }

    /** The sandbox's time. */
    public SandboxClock clock() {
        return engine.clock();
    }

    /** Answers with an object as it is stored by now. */
    public Answer stored(ObjectNode object) {
        Stored now = account.shelf(Json.text(object, "object")).get(Json.id(object));
        return Answer.of(ShownLists.shown(now.json()));
    }

    /** What the generic engine does for this operation. */
    public Answer proceed() {
        return engine.generic().handle(this);
    }

    /** As {@link #list(String)}, of those wanted; the parameters named are no filters. */
    public Answer list(String object, Predicate<ObjectNode> wanted, String... noFilters) {
        return Answer.of(
                Listing.page(
                        this,
                        object,
                        null,
                        stored -> wanted.test(Json.read(stored.json())),
                        noFilters));
    }

    /** A page of the objects that live under another; the parameters named are no filters. */
    public Answer listUnder(String object, String parent, String... noFilters) {
        return Answer.of(Listing.page(this, object, parent, stored -> true, noFilters));
    }

    /** A page of objects that are not kept one by one, in the order they have here. */
    public Answer page(ArrayNode all) {
        return Answer.of(Listing.page(this, all));
    }

    /** A page of objects as Stripe lists them, filtered and cut as the parameters ask. */
    public Answer list(String object) {
        return Answer.of(Listing.page(this, object, null, tree -> true));
    }
}
