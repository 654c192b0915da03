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
     * @param base the URL of the host, which may end in a path; never in a slash
     * @param request verb, target, headers and body
     * @param timeoutMillis from the first connect to the last byte of the answer; 0 means none
     * @param binary whether a successful answer is wanted as a stream
     * @return completes with whatever status came back; exceptionally with {@link
     *     io.github.camellowdefy.stripe.client.encode.RequestNotSentException} when the request
     *     cannot have been acted upon, with another {@link java.io.IOException} when that is
     *     unknown; cancelling it aborts the request
     */
    CompletableFuture<WireResponse> exchange(
            String base, WireRequest request, long timeoutMillis, boolean binary);

    /** Aborts what is under way and frees threads and sockets. */
    @Override
    void close();
}
