// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.client.answer.CallReport;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/**
 * How an exchange goes on with its answer: on a thread kept for that, or on the one it came with,
 * which waits. A transaction is bound to its thread, so what follows the call would not be in it
 * anywhere else.
 *
 * @param workers the threads kept for it
 * @param synchronous whether the thread it came with waits in any case
 */
record Continuation(Executor workers, boolean synchronous) {

    /**
     * Has the exchange go on once there is an answer.
     *
     * @param answer done when there is one
     * @param call what is given up when the waiting thread is interrupted
     * @param finish puts the answer, or the failure, on the exchange
     * @return what {@link org.apache.camel.AsyncProcessor#process} returns
     */
    <T> boolean after(
            CompletionStage<T> answer,
            StripeCallFuture call,
            Exchange exchange,
            AsyncCallback callback,
            BiConsumer<? super T, Throwable> finish) {
        boolean waits = synchronous || isTransacted(exchange);
        if (waits) {
            await(answer.toCompletableFuture(), call);
        }
        Executor thread = waits ? Runnable::run : workers;
        answer.whenComplete(
                (received, failure) ->
                        thread.execute(
                                () -> {
                                    finish(exchange, received, failure, finish);
                                    goOn(exchange, callback, call.report(), waits);
                                }));
        return waits;
    }

    /** Copies of an exchange that Camel makes forget that they are, but not their unit of work. */
    private static boolean isTransacted(Exchange exchange) {
        return exchange.isTransacted()
                || exchange.getUnitOfWork() != null && exchange.getUnitOfWork().isTransacted();
    }

    private static void await(CompletableFuture<?> answer, StripeCallFuture call) {
        CompletableFuture<?> there = answer.handle((received, failure) -> null);
        try {
            there.get();
        } catch (InterruptedException e) {
            call.abandon("the thread that waited for it was interrupted");
            there.join();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> void finish(
            Exchange exchange,
            T received,
            Throwable failure,
            BiConsumer<? super T, Throwable> finish) {
        try {
            finish.accept(received, failure);
        } catch (Throwable e) {
            // an exchange that does not go on would be lost; made again, the call keeps its key
            MessageWriter.fail(exchange, e, true);
        }
    }

    private static void goOn(
            Exchange exchange, AsyncCallback callback, CallReport report, boolean sync) {
        try (CallMdc mdc = CallMdc.open(exchange, report)) {
            callback.done(sync);
        }
    }
}
