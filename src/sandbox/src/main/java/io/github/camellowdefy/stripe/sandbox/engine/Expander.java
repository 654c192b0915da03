// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Defaults;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Field;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Kind;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Type;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.ShownLists;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.util.List;

/**
 * Puts objects where their ids stand: {@code expand[]=customer}, {@code
 * expand[]=data.customer.default_source}, four levels at most, {@code data} among them. What is no
 * id of an object cannot be expanded; a list that Stripe shows only on demand ({@code
 * customer.subscriptions}) is put in.
 */
record Expander(Account account) {

    private static final int LEVELS = 4;

    /** Expands an answer in place. */
    void expand(ObjectNode answer, List<String> paths) {
        for (String path : paths) {
            List<String> steps = List.of(path.split("\\."));
            StripeError.refuseIf(steps.size() > LEVELS, "property_expansion_max_depth", path);
            if (!path.equals("total_count")) {
                requireItems(answer, steps, path);
                step(answer, steps, path);
            }
        }
    }

    /** Of a list only what is in its {@code data} can be expanded. */
    private static void requireItems(ObjectNode answer, List<String> steps, String path) {
        boolean list = List.of("list", "search_result").contains(answer.path("object").asText());
        StripeError.refuseIf(list && !steps.get(0).equals("data"), "expand_data", path, path);
    }

    private void step(JsonNode at, List<String> steps, String path) {
        if (steps.isEmpty()) {
            return;
        }
        if (at instanceof ArrayNode array) {
            array.forEach(element -> step(element, steps, path));
            return;
        }
        if (!(at instanceof ObjectNode object)) {
            return;
        }
        String name = steps.get(0);
        List<String> rest = steps.subList(1, steps.size());
        JsonNode value = object.get(name);
        if (value == null) {
            value = onDemand(object, name, path);
        } else if (value.isTextual()) {
            value = resolve(name, value, path);
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                    array.set(i, resolve(Names.singular(name), array.get(i), path));
                }
            }
        }
        if (value != null) {
            object.set(name, value);
            ShownLists.cut(object);
            step(value, rest, path);
        }
    }

    /** By the field's name first: a product or coupon may have an id of its owner's making. */
    private JsonNode resolve(String field, JsonNode id, String path) {
        Stored stored = account.shelf(field).get(id.textValue());
        if (stored == null) {
            stored = account.findAny(id.textValue());
        }
        if (stored != null) {
            return Json.read(stored.json());
        }
        if (id.textValue().indexOf('_') > 0) {
            return id;
        }
        throw StripeError.refusal("not_expandable", path);
    }

    /** A list of objects that name this one, or nothing where there is no such thing. */
    private JsonNode onDemand(ObjectNode owner, String name, String path) {
        String id = Json.id(owner);
        String own = owner.path("object").asText();
        if (Defaults.mayLack(own, name)) {
            return null;
        }
        Field field = Schema.object(own).get(name);
        Kind shape = field == null ? null : field.type().kind();
        Type part = shape == Kind.LIST ? field.type().part() : null;
        List<Type> parts =
                part == null ? List.of() : part.kind() == Kind.UNION ? part.parts() : List.of(part);
        List<String> kinds =
                parts.stream().filter(each -> each.kind() == Kind.OBJECT).map(Type::name).toList();
        if (id == null
                || Names.singular(name).equals(name)
                || field != null && shape != Kind.LIST) {
            StripeError.refuseIf(
                    Defaults.knows(own) && !Defaults.hasField(own, name), "not_expandable", path);
            return null;
        }
        ArrayNode data = Json.array();
        for (String kind : kinds.isEmpty() ? List.of(Names.part(own, name)) : kinds) {
            List<ObjectNode> born = account.under(kind, id).toList();
            data.addAll(
                    born.isEmpty()
                            ? account.where(kind, Names.parentField(own), id).toList()
                            : born);
        }
        String url = "/v1/" + own.replace('.', '/') + "s/" + id + '/' + name;
        return Json.list(data, url).put("total_count", data.size());
    }
}
