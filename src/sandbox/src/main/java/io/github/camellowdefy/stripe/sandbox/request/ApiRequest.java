// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.Map;

/**
 * A request as it came in.
 *
 * @param path the raw path, without the query
 * @param query the raw query, or null
 * @param headers names in lower case
 * @param body empty when there is none
 */
public record ApiRequest(
        String verb, String path, String query, Map<String, String> headers, byte[] body) {

    /** A header by its lower-case name, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    /** The same without its parameters. */
    public ApiRequest without() {
        return new ApiRequest(verb, path, null, headers, new byte[0]);
    }

    /** The parameters as plain maps; empty when they cannot be read. */
    public Map<String, Object> readableParams() {
        try {
            return Json.toMap(RequestBody.of(this, path.startsWith("/v2/")).params());
        } catch (StripeError e) {
            return Map.of();
        }
    }
}
