// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.ApiRequest;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.BaseAddress;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import com.stripe.net.StripeResponseStream;
import io.github.camellowdefy.stripe.client.settings.NoOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows stripe-java a response that has long been received, as if its own client had just received
 * it. Nothing is sent, repeated or waited for.
 */
public final class FinishedResponse extends HttpClient {

    private final int status;
    private final HttpHeaders headers;
    private final String body;

    public FinishedResponse(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new TreeMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        this.status = status;
        this.headers = HttpHeaders.of(lists);
        this.body = body;
    }

    /** What stripe-java throws for the response, or null when it finds no error in it. */
    public static StripeException exceptionFor(
            int status, Map<String, String> headers, String body, boolean v2) {
        FinishedResponse response = new FinishedResponse(status, headers, body);
        ApiRequest request =
                new ApiRequest(BaseAddress.API, RequestMethod.GET, v2 ? "/v2" : "/v1", null, null);
        try {
            // asked for as a stream, because stripe-java keeps its telemetry for the whole JVM and
            // only a stream lets its request id be hidden from that: this is no request of its own
            new LiveStripeResponseGetter(NoOptions.INSTANCE, response).requestStream(request);
            return null;
        } catch (StripeException e) {
            return e;
        }
    }

    public StripeResponse asResponse() {
        return new StripeResponse(status, headers, body);
    }

    @Override
    public StripeResponseStream requestStreamWithRetries(StripeRequest request) {
        return new StripeResponseStream(
                status, headers, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))) {
            @Override
            public String requestId() {
                return null;
            }
        };
    }

    @Override
    public StripeResponse requestWithRetries(StripeRequest request) throws StripeException {
        return request(request);
    }

    /** Objects of stripe-java's model come here when they are asked to act. */
    @Override
    public StripeResponse request(StripeRequest request) throws StripeException {
        throw new ApiConnectionException(
                "This object came from a route and has no connection of its own;"
                        + " send another call through the stripe component");
    }
}
