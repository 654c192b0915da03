// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Field;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Kind;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Type;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.Map;
import java.util.Set;

/**
 * Refuses a request that names an object which is not there: 400 {@code resource_missing} with the
 * parameter. A parameter names an object where the answer has the object under the same name, or
 * where its own name says so.
 */
final class References {

    /** What is looked up in other ways: by test names, tokens, or in another account. */
    private static final Set<String> ELSEWHERE =
            Tsv.words(
                    "account application bank_account card customer_account file"
                            + " mandate payment_method source token");

    /** What parameters of v2 name; there is nothing else of which v2 makes more than one. */
    private static final Map<String, String> OF_V2 =
            Map.of(
                    "account", "account",
                    "account_token", "v2.core.account_token",
                    "person_token", "v2.core.account_person_token");

    private final Call call;
    private final Set<String> kinds;

    private References(Call call) {
        this.call = call;
        this.kinds = call.engine().created();
    }

    /** Checks a request that changes something. */
    static void check(Call call) {
        Schema.Operation operation = Schema.operation(call.route().operation());
        if (!call.route().verb().equals("POST") || operation.request() == null) {
            return;
        }
        Type answer = operation.answer();
        Map<String, Field> shown = answer.kind() == Kind.OBJECT ? answer.fields() : Map.of();
        new References(call).members(operation.request().fields(), shown, call.params().tree(), "");
    }

    private void members(
            Map<String, Field> fields, Map<String, Field> shown, ObjectNode sent, String name) {
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            Field field = fields.get(entry.getKey());
            if (field != null) {
                String full = name.isEmpty() ? entry.getKey() : name + '[' + entry.getKey() + ']';
                Field answer = shown.get(entry.getKey());
                String kind = kind(entry.getKey(), answer == null ? null : answer.type());
                value(field.type(), kind, entry.getValue(), full);
            }
        }
    }

    private void value(Type type, String kind, JsonNode value, String name) {
        if (value.isTextual()) {
            if (kind != null && kinds.contains(kind) && !value.textValue().isEmpty()) {
                require(kind, value.textValue(), name);
            }
        } else if (value.isArray() && type.kind() == Kind.ARRAY) {
            for (int i = 0; i < value.size(); i++) {
                value(type.part(), kind, value.get(i), name + '[' + i + ']');
            }
        } else if (value instanceof ObjectNode hash && type.kind() == Kind.HASH) {
            members(type.fields(), Map.of(), hash, name);
        }
    }

    private void require(String kind, String id, String name) {
        boolean there =
                kind.equals("account") && call.engine().knows(id)
                        || call.account().find(kind, id) != null
                        || kind.equals("price") && call.account().find("plan", id) != null
                        || isShared() && call.engine().platform().find(kind, id) != null;
        if (!there) {
            throw StripeError.noSuchReference(Names.spoken(kind), id, name);
        }
    }

    /** A connected account may take over a method of its platform's customer. */
    private boolean isShared() {
        return call.route().template().equals("/v1/payment_methods");
    }

    private String kind(String name, Type shown) {
        Type each = shown != null && shown.kind() == Kind.ARRAY ? shown.part() : shown;
        boolean object =
                each != null && (each.kind() == Kind.EXPANDABLE || each.kind() == Kind.OBJECT);
        String kind = object ? each.name() : Names.referenced(name);
        if (call.route().isV2()) {
            return OF_V2.get(name);
        }
        return kind == null || ELSEWHERE.contains(kind) ? null : kind;
    }
}
