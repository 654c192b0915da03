// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camellowdefy.stripe.client.encode.WireRequest;
import io.github.camellowdefy.stripe.client.http.HttpTransport;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** No network: each request waits here for the test to answer it, or is answered by a rule. */
final class ScriptedTransport implements HttpTransport {

    /** One request that was sent. */
    record Sent(WireRequest request, long timeout, CompletableFuture<WireResponse> answer) {

        void answer(int status, String body, String... headers) {
            Map<String, String> map = new HashMap<>();
            for (int i = 0; i < headers.length; i += 2) {
                map.put(headers[i], headers[i + 1]);
            }
            answer.complete(new WireResponse(status, map, body.getBytes(UTF_8), null));
        }

        void ok() {
            answer(200, "{}");
        }

        void fail(IOException failure) {
            answer.completeExceptionally(failure);
        }

        String header(String name) {
            return request.headers().get(name);
        }

        /** The parameter all requests of these tests tell each other apart by. */
        String name() {
            return new String(((WireRequest.Bytes) request.body()).bytes(), UTF_8);
        }
    }

    private final List<Sent> sent = new ArrayList<>();
    private Consumer<Sent> rule = request -> {};

    ScriptedTransport answeringBy(Consumer<Sent> rule) {
        this.rule = rule;
        return this;
    }

    /** Everything sent so far, answered or not. */
    List<Sent> sent() {
        return sent;
    }

    Sent sent(int number) {
        return sent.get(number);
    }

    Sent last() {
        return sent.get(sent.size() - 1);
    }

    @Override
    public CompletableFuture<WireResponse> exchange(
            WireRequest request, long timeoutMillis, boolean binary) {
        Sent exchange = new Sent(request, timeoutMillis, new CompletableFuture<>());
        sent.add(exchange);
        rule.accept(exchange);
        return exchange.answer();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
