// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.UnreadableAnswerException;
import io.github.camellowdefy.stripe.client.page.PageWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The calls a consumer makes for itself, over the connection of its endpoint.
 *
 * @param connection closed with this
 * @param options hold for every call that says nothing else
 */
public record StripeCalls(SharedConnections.Lease connection, CallOptions options)
        implements AutoCloseable {

    public CompletableFuture<Map<String, Object>> call(
            String name, List<String> ids, Map<String, Object> params) {
        Operation operation = OperationCatalog.get().find(name).operations().get(0);
        return send(new StripeCall(operation, ids, params, options));
    }

    /** All objects of a list, for which the thread that asks waits. */
    public List<Map<?, ?>> all(String name, Map<String, Object> params) {
        Operation operation = OperationCatalog.get().find(name).operations().get(0);
        StripeCall list = new StripeCall(operation, List.of(), params, options);
        List<Map<?, ?>> objects = new ArrayList<>();
        new PageWalk(connection.connection()::send, list, AnswerFormat.MAP, Long.MAX_VALUE)
                .forEachRemaining(object -> objects.add((Map<?, ?>) object));
        return objects;
    }

    public CompletableFuture<Map<String, Object>> get(String path, CallOptions own) {
        Operation operation =
                new Operation(
                        "GET", ApiBase.API, OperationKind.PLAIN, path, List.of(path), List.of());
        return send(new StripeCall(operation, List.of(), Map.of(), own.orElse(options)));
    }

    /** The executor for steps after an answer: the connection's own threads must not block. */
    public Executor workers() {
        return connection.workers();
    }

    @Override
    public void close() {
        connection.close();
    }

    private CompletableFuture<Map<String, Object>> send(StripeCall call) {
        return connection
                .connection()
                .send(call, AnswerFormat.MAP)
                .thenApply(answer -> object(answer.body(), call));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object body, StripeCall call) {
        if (body instanceof Map) {
            return (Map<String, Object>) body;
        }
        throw new CompletionException(
                new UnreadableAnswerException(
                        "Stripe answered %s with a list, where an object is expected"
                                .formatted(call.operation().name())));
    }
}
