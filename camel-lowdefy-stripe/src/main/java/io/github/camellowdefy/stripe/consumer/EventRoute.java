// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.connection.StripeCalls;
import io.github.camellowdefy.stripe.consumer.ObjectFetcher.Fetched;
import io.github.camellowdefy.stripe.event.StripeEvent;
import io.github.camellowdefy.stripe.event.poll.EventClaims.Claim;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/**
 * Runs the route with a delivered event and reports the outcome.
 *
 * @param calls reads the current objects of events; null to leave events as they are
 */
public record EventRoute(
        Exchanges exchanges,
        AsyncProcessor route,
        ExceptionHandler failures,
        EventWriter writer,
        StripeCalls calls) {

    /** Creates an exchange for each run, and releases it. */
    public record Exchanges(Supplier<Exchange> create, Consumer<Exchange> release) {}

    /** Called once, when the route has ended. */
    public interface Outcome {

        /**
         * Receives the outcome.
         *
         * @param sync whether on the thread that started it
         */
        void ended(boolean completed, boolean sync);
    }

    /**
     * Runs the route with an event.
     *
     * @param json the event as it was received
     * @param claim the event's idempotency claim, or null without a repository
     * @return whether the route has ended already
     */
    public boolean run(StripeEvent event, byte[] json, Claim claim, Outcome outcome) {
        Exchange exchange = exchanges.create().get();
        Outcome told =
                (completed, sync) -> {
                    boolean settled = settle(exchange, claim, completed);
                    exchanges.release().accept(exchange);
                    outcome.ended(settled, sync);
                };
        if (calls == null) {
            return process(exchange, event, json, told);
        }
        new ObjectFetcher(calls)
                .fetch(event)
                .whenCompleteAsync(
                        (fetched, failure) -> {
                            if (failure == null) {
                                processFetched(exchange, fetched, told);
                            } else {
                                exchange.setException(StripeCallFuture.cause(failure));
                                told.ended(false, false);
                            }
                        },
                        calls.workers());
        return false;
    }

    /** Hands a failure that belongs to no exchange to the consumer's exception handler. */
    public void failed(String what, Throwable e) {
        failures.handleException(what, e);
    }

    private void processFetched(Exchange exchange, Fetched fetched, Outcome told) {
        exchange.getMessage().setHeader(StripeConstants.EVENT_OBJECT_FETCHED, fetched.fetched());
        process(exchange, fetched.event(), null, (completed, sync) -> told.ended(completed, false));
    }

    private boolean process(Exchange exchange, StripeEvent event, byte[] json, Outcome told) {
        try {
            writer.write(event, json, exchange.getMessage());
        } catch (Throwable e) {
            // an event that has no end would keep later deliveries of it waiting
            exchange.setException(e);
            told.ended(false, true);
            return true;
        }
        return route.process(
                exchange,
                sync ->
                        told.ended(
                                exchange.getException() == null && !exchange.isRollbackOnly(),
                                sync));
    }

    private boolean settle(Exchange exchange, Claim claim, boolean completed) {
        if (exchange.getException() != null) {
            failures.handleException(
                    "The route failed on an event", exchange, exchange.getException());
        }
        if (claim == null) {
            return completed;
        }
        if (!completed) {
            claim.release();
            return false;
        }
        try {
            claim.complete();
            return true;
        } catch (Throwable e) {
            failures.handleException("An event that was processed could not be recorded", e);
            return false;
        }
    }
}
