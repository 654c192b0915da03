// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.catalog.Operation;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One resolved call: its operation, ids, parameters and options, not encoded yet. Maps are not
 * copied: their owner does not change them any more.
 *
 * <pre>{@code
 * StripeCall call = reader.read(reader.prefix("customers/create"), Map.of("name", "Ada"), NONE);
 * call.operation().path(); // "/v1/customers"
 * call.params(); // {name=Ada}
 * }</pre>
 *
 * @param operation the operation; for {@code rawRequest} an operation made for this call, whose
 *     path has no ids left
 * @param ids the ids of the path, in order, non-empty
 * @param params the parameters in the order given; values are maps, lists, text, numbers, booleans,
 *     dates, enums, files or null
 * @param options the options of this call
 */
public record StripeCall(
        Operation operation, List<String> ids, Map<String, Object> params, CallOptions options) {

    public StripeCall {
        ids = List.copyOf(ids);
        params = Collections.unmodifiableMap(params);
    }

    public StripeCall with(CallOptions other) {
        return new StripeCall(operation, ids, params, other);
    }

    public StripeCall with(Map<String, Object> other) {
        return new StripeCall(operation, ids, other, options);
    }

    /** Names the operation only: parameters may hold personal data, options a key. */
    @Override
    public String toString() {
        return "StripeCall[" + operation.name() + ']';
    }
}
