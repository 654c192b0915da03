/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Account;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import java.util.List;
import java.util.Map;
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

    SandboxObjects(Account account, String object, Predicate<ObjectNode> wanted) {
        this.account = account;
        this.object = object;
        this.wanted = wanted;
    }

    /** Those with this value under a key of their metadata. */
    public SandboxObjects withMetadata(String key, String value) {
        return narrowed(tree -> value.equals(Json.text(tree.path("metadata"), key)));
    }

    /** Those whose top-level field reads as this value: {@code with("status", "succeeded")}. */
    public SandboxObjects with(String field, Object value) {
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

    /** The sum of a numeric field: {@code sum("amount")}, in minor units. */
    public long sum(String field) {
        return account.all(object)
                .filter(wanted)
                .mapToLong(tree -> tree.path(field).asLong())
                .sum();
    }

    private SandboxObjects narrowed(Predicate<ObjectNode> also) {
        return new SandboxObjects(account, object, wanted.and(also));
    }
}
