// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import io.github.camellowdefy.stripe.catalog.ApiBase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * A request as it goes out, but for the host, which the transport knows.
 *
 * @param method the HTTP verb
 * @param base the host that serves it
 * @param target path and query, encoded, such as {@code /v1/customers?limit=30}
 * @param headers the headers of this call beside the connection's own; never {@code
 *     Content-Length}, and {@code Content-Type} only without a body, which tells its own
 * @param body the body, or null
 */
public record WireRequest(
        String method, ApiBase base, String target, Map<String, String> headers, Body body) {

    /** The bytes of a request, read anew for each attempt. */
    public interface Body {

        String contentType();

        /** The length in bytes, or -1 when it is not known before the body has been read. */
        long length();

        /** Whether {@link #open()} gives the same bytes every time, as a retry needs them. */
        boolean isRepeatable();

        /** The bytes, from the start. */
        InputStream open() throws IOException;
    }

    /** A body in memory; the bytes are not copied. */
    public record Bytes(String contentType, byte[] bytes) implements Body {

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** Whether the request can be sent once more. */
    public boolean isRepeatable() {
        return body == null || body.isRepeatable();
    }

    WireRequest with(Map<String, String> others) {
        return new WireRequest(method, base, target, others, body);
    }

    /** Leaves headers and query out: both may hold secrets or personal data. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return method + ' ' + (query < 0 ? target : target.substring(0, query));
    }
}
