// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.client.encode.WireRequest;
import java.util.concurrent.CompletableFuture;

/**
 * The one seam to the network: exactly one request per call, no repeats, no redirects. Never blocks
 * the caller.
 */
public interface HttpTransport extends AutoCloseable {

    /**
     * Sends one request.
     *
     * @param request verb, target, headers and body
     * @param timeoutMillis from the first connect to the last byte of the answer; 0 means none
     * @param binary whether a successful response is read as a stream
     * @return completes with the response of any status; exceptionally with {@link
     *     io.github.camellowdefy.stripe.client.encode.RequestNotSentException} when the request
     *     cannot have been acted upon, with another {@link java.io.IOException} when that is
     *     unknown; cancelling it aborts the request
     */
    CompletableFuture<WireResponse> exchange(
            WireRequest request, long timeoutMillis, boolean binary);

    /** Aborts the requests under way and frees threads and sockets. */
    @Override
    void close();
}
