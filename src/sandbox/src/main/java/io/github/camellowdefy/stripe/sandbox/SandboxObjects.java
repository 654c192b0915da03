// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.control.Nearest;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.schema.Defaults;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Objects of one kind, for assertions: {@code sandbox.charges().withMetadata("order",
 * "7").count()}. Each step narrows; nothing is read before the end, so the same object can be asked
 * again later.
 */
public final class SandboxObjects {

    private final Account account;
    private final String object;
    private final Predicate<ObjectNode> wanted;

    static SandboxObjects of(Engine engine, Account account, String object) {
        if (object == null || !engine.objects().contains(object)) {
            throw Nearest.error("object", object, engine.objects());
        }
        return new SandboxObjects(account, object, tree -> true);
    }

    private SandboxObjects(Account account, String object, Predicate<ObjectNode> wanted) {
        this.account = account;
        this.object = object;
        this.wanted = wanted;
    }

    /** Those with this value under a key of their metadata. */
    public SandboxObjects withMetadata(String key, String value) {
        Objects.requireNonNull(key, "withMetadata expects a key, read null");
        Objects.requireNonNull(value, "withMetadata expects a value, read null");
        return narrowed(tree -> value.equals(Json.text(tree.path("metadata"), key)));
    }

    /**
     * Those whose top-level field reads as this value: {@code with("status", "succeeded")}.
     *
     * @throws IllegalArgumentException when these objects have no such field
     */
    public SandboxObjects with(String field, Object value) {
        requireField(field);
        return narrowed(tree -> tree.path(field).asText().equals(String.valueOf(value)));
    }

    /** How many there are. */
    public int count() {
        return (int) account.all(object).filter(wanted).count();
    }

    /** All of them as plain maps, newest first. */
    public List<Map<String, Object>> list() {
        return account.all(object).filter(wanted).map(Json::toMap).toList();
    }

    /**
     * The sum of a numeric field: {@code sum("amount")}, in minor units.
     *
     * @throws IllegalArgumentException when these objects have no such field, or it is no number
     */
    public long sum(String field) {
        requireField(field);
        return account.all(object)
                .filter(wanted)
                .map(tree -> tree.path(field))
                .peek(value -> requireNumber(field, value))
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    private void requireField(String field) {
        if (!Defaults.fields(object).contains(String.valueOf(field))
                && account.all(object).noneMatch(tree -> tree.has(String.valueOf(field)))) {
            throw Nearest.error("field of a " + object, field, Defaults.fields(object));
        }
    }

    private void requireNumber(String field, JsonNode value) {
        if (!value.isNumber() && !value.isNull() && !value.isMissingNode()) {
            throw new IllegalArgumentException(
                    "sum expects a field of numbers; %s of a %s is %s, read %s."
                            .formatted(
                                    field,
                                    object,
                                    value.getNodeType().name().toLowerCase(Locale.ROOT),
                                    value));
        }
    }

    private SandboxObjects narrowed(Predicate<ObjectNode> also) {
        return new SandboxObjects(account, object, wanted.and(also));
    }
}
