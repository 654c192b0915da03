// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import io.github.camellowdefy.stripe.catalog.ApiBase;
import java.util.Map;

/**
 * A request as it goes out, but for the host, which the connection knows.
 *
 * @param method the HTTP verb
 * @param base the host that serves it
 * @param target path and query, encoded, such as {@code /v1/customers?limit=30}
 * @param headers what this call sends beside the connection's own headers; never {@code
 *     Content-Length}, and {@code Content-Type} only without a body, which tells its own
 * @param body the body, or null
 */
public record WireRequest(
        String method, ApiBase base, String target, Map<String, String> headers, WireBody body) {

    /** Leaves headers and query out: both may hold what does not belong in a log. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return method + ' ' + (query < 0 ? target : target.substring(0, query));
    }
}
