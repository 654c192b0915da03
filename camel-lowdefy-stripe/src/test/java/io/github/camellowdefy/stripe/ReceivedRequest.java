// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.util.Locale;
import java.util.Map;

/**
 * A request as it arrived on the socket.
 *
 * @param connection which of the server's connections it came by, counted from 1
 * @param method the verb
 * @param target path and query, raw
 * @param headers names in lower case
 * @param body the body, or its first megabyte
 * @param length how long the body was
 */
public record ReceivedRequest(
        int connection,
        String method,
        String target,
        Map<String, String> headers,
        byte[] body,
        long length) {

    /** A header, or null. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
