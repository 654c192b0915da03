// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.consumer.ObjectFetcher.Fetched;
import io.github.camellowdefy.stripe.event.StripeEvent;
import io.github.camellowdefy.stripe.event.poll.EventClaims;
import io.github.camellowdefy.stripe.event.poll.EventClaims.Claim;
import io.github.camellowdefy.stripe.event.poll.EventPoller;
import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Synchronization;

/**
 * Delivers one polled event to the route and reports to the poller whether the event has completed.
 *
 * @param repository keeps the events that have completed, or null
 * @param fetcher reads the current object of an event, or null to leave events as they are
 * @param failuresBefore for events that failed before the route, in the repository or while the
 *     object was read
 * @param failures for events that could not be written, or that the route failed on
 */
record EventTask(
        EventPoller poller,
        IdempotentRepository repository,
        ObjectFetcher fetcher,
        EventWriter writer,
        FailurePolicy failuresBefore,
        FailurePolicy failures) {

    /** Handles the failure of an event. */
    interface FailurePolicy {

        /** Handles the failure and returns whether the event counts as processed. */
        boolean isDone(String what, Exchange exchange, Exception cause);
    }

    void run(StripeEvent event, Exchange exchange, Processor route) {
        Claim claim = null;
        Fetched current;
        try {
            if (repository != null) {
                claim = EventClaims.claim(repository, event.id());
                if (!claim.isMine()) {
                    claim.outcome().thenAccept(completed -> leave(event, completed));
                    return;
                }
            }
            current = fetcher == null ? null : fetch(event);
        } catch (Throwable e) {
            // an event that is neither done nor failed would hold the cursor for good
            fail(event, claim, exchange, e, failuresBefore);
            return;
        }
        try {
            writer.write(current == null ? event : current.event(), null, exchange.getMessage());
        } catch (Throwable e) {
            fail(event, claim, exchange, e, failures);
            return;
        }
        if (current != null) {
            exchange.getMessage()
                    .setHeader(StripeConstants.EVENT_OBJECT_FETCHED, current.fetched());
        }
        exchange.getExchangeExtension().addOnCompletion(new Ending(event, claim));
        try {
            route.process(exchange);
        } catch (Throwable e) {
            // the exchange's completion reports the outcome; this is for handlers of exceptions
            exchange.setException(e);
        }
    }

    private Fetched fetch(StripeEvent event) throws Throwable {
        try {
            return fetcher.fetch(event).get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private void fail(
            StripeEvent event,
            Claim claim,
            Exchange exchange,
            Throwable cause,
            FailurePolicy policy) {
        if (claim != null) {
            claim.release();
        }
        String what = "Event %s failed".formatted(event.id());
        leave(
                event,
                policy.isDone(what, exchange, new CamelExchangeException(what, exchange, cause)));
    }

    private void leave(StripeEvent event, boolean done) {
        if (done) {
            poller.complete(event);
        } else {
            poller.fail(event);
        }
    }

    /** Called when the exchange is done, by the step that it was handed over to last. */
    private final class Ending implements Synchronization {

        private final StripeEvent event;
        private final Claim claim;

        Ending(StripeEvent event, Claim claim) {
            this.event = event;
            this.claim = claim;
        }

        @Override
        public void onComplete(Exchange exchange) {
            if (exchange.isRollbackOnly()) {
                onFailure(exchange);
                return;
            }
            try {
                if (claim != null) {
                    claim.complete();
                }
                poller.complete(event);
            } catch (Throwable e) {
                fail(event, claim, exchange, e, failures);
            }
        }

        @Override
        public void onFailure(Exchange exchange) {
            fail(event, claim, exchange, exchange.getException(), failures);
        }
    }
}
