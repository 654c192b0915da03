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
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.catalog.Operation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call, decided: what to call, with which ids, parameters and options. Nothing in it is encoded
 * yet.
 *
 * @param operation what is called; for {@code rawRequest} an operation made for this call, whose
 *     path has no ids left
 * @param ids the ids of the path, in order, non-empty
 * @param params the parameters in the order given; values are maps, lists, text, numbers, booleans,
 *     dates, enums, files or null
 * @param options what this call says for itself
 */
public record StripeCall(
        Operation operation, List<String> ids, Map<String, Object> params, CallOptions options) {

    public StripeCall {
        ids = List.copyOf(ids);
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** The same call with other options. */
    public StripeCall with(CallOptions other) {
        return new StripeCall(operation, ids, params, other);
    }

    /** The same call with other parameters. */
    public StripeCall with(Map<String, Object> other) {
        return new StripeCall(operation, ids, other, options);
    }

    /** Names the operation only: parameters may hold personal data, options a key. */
    @Override
    public String toString() {
        return "StripeCall[" + operation.name() + ']';
    }
}
