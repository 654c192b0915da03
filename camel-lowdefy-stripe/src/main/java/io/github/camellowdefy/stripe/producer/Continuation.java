// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.slf4j.MDC;

/**
 * Continues an exchange when its answer is there: on a worker thread, or on the thread that the
 * exchange came with, which waits. A transaction is bound to its thread, so the steps after the
 * call would not be in the transaction on any other.
 *
 * @param workers the worker threads
 * @param synchronous whether the thread that the exchange came with waits in any case
 */
record Continuation(Executor workers, boolean synchronous) {

    /**
     * Continues the exchange when there is an answer.
     *
     * @param call done when there is one; given up when the waiting thread is interrupted
     * @param finish writes the answer, or the failure, into the exchange
     * @return what {@link org.apache.camel.AsyncProcessor#process} returns
     */
    boolean after(
            StripeCallFuture call,
            Exchange exchange,
            AsyncCallback callback,
            BiConsumer<StripeAnswer, Throwable> finish) {
        boolean waits = synchronous || isTransacted(exchange);
        if (waits) {
            await(call);
        }
        Executor thread = waits ? Runnable::run : workers;
        call.whenComplete(
                (received, failure) ->
                        thread.execute(
                                () -> {
                                    try {
                                        finish.accept(received, failure);
                                    } catch (Throwable e) {
                                        // an exchange that does not continue would be lost; a
                                        // redelivery keeps the key
                                        MessageWriter.fail(exchange, e, true);
                                    }
                                    goOn(exchange, callback, call, waits);
                                }));
        return waits;
    }

    /**
     * Whether the exchange is in a transaction: a copy of an exchange has lost the mark, but not
     * its unit of work.
     */
    private static boolean isTransacted(Exchange exchange) {
        return exchange.isTransacted()
                || exchange.getUnitOfWork() != null && exchange.getUnitOfWork().isTransacted();
    }

    private static void await(StripeCallFuture call) {
        CompletableFuture<?> there = call.handle((received, failure) -> null);
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

    /** Where the context logs with MDC, the log of the next steps names the call. */
    private static void goOn(
            Exchange exchange, AsyncCallback callback, StripeCallFuture call, boolean sync) {
        if (!Boolean.TRUE.equals(exchange.getContext().isUseMDCLogging())) {
            callback.done(sync);
            return;
        }
        put(StripeConstants.MDC_REQUEST_ID, call.report().requestId());
        put(StripeConstants.MDC_IDEMPOTENCY_KEY, call.report().idempotencyKey());
        try {
            callback.done(sync);
        } finally {
            MDC.remove(StripeConstants.MDC_REQUEST_ID);
            MDC.remove(StripeConstants.MDC_IDEMPOTENCY_KEY);
        }
    }

    private static void put(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
