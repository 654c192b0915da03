// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.PermissionException;
import io.github.camellowdefy.stripe.StripeEndpoint;
import io.github.camellowdefy.stripe.StripeEventsConfiguration;
import io.github.camellowdefy.stripe.connection.RouteWorkers;
import io.github.camellowdefy.stripe.connection.StripeCalls;
import io.github.camellowdefy.stripe.event.StripeEvent;
import io.github.camellowdefy.stripe.event.poll.EventPoller;
import io.github.camellowdefy.stripe.option.Place;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the account's events. The path of a poll, step by step:
 *
 * <ol>
 *   <li>ask the poller for the next events, oldest first ({@link EventPoller}),
 *   <li>deliver each event to the route ({@link EventTask}), one after the other or on the threads
 *       of {@code concurrentConsumers},
 *   <li>save the cursor, which moves over completed events only,
 *   <li>repeat while there are more events, or end the poll with the first failure.
 * </ol>
 *
 * <p>An event has completed when its exchange has completed, also where a step of the route handed
 * the exchange over to another thread.
 */
public class StripeEventConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(StripeEventConsumer.class);

    private StripeCalls calls;
    private EventPoller poller;
    private EventTask task;
    private ExecutorService workers;
    private Semaphore free;

    /** What ended this poll: the first event that failed. */
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public StripeEventConsumer(StripeEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        setMaxMessagesPerPoll(endpoint.getEventsConfiguration().getMaxMessagesPerPoll());
    }

    @Override
    public StripeEndpoint getEndpoint() {
        return (StripeEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        try {
            open();
            takeUpCursor();
            super.doStart();
        } catch (Exception e) {
            // Camel does not stop a consumer that has not started, and a supervisor starts it again
            release();
            throw e;
        }
    }

    private void open() throws Exception {
        StripeEndpoint endpoint = getEndpoint();
        StripeEventsConfiguration events = endpoint.getEventsConfiguration();
        endpoint.checkOptions(Place.EVENTS);
        CamelContext context = endpoint.getCamelContext();
        IdempotentRepository repository = events.getIdempotentRepository();
        if (repository != null) {
            Repositories.start(context, repository);
        }
        calls = endpoint.calls();
        poller =
                new PollerFactory(
                                context,
                                events,
                                endpoint.clock(),
                                endpoint,
                                getRoute(),
                                getProcessor())
                        .create(calls);
        task =
                new EventTask(
                        poller,
                        repository,
                        events.isFetchObject() ? new ObjectFetcher(calls) : null,
                        new EventWriter(endpoint.connectionOptions().outputType()),
                        this::endPoll,
                        events.isBreakOnFirstError() ? this::endPoll : this::handle);
        if (events.getConcurrentConsumers() > 1) {
            workers =
                    context.getExecutorServiceManager()
                            .newFixedThreadPool(
                                    this, "StripeEvents", events.getConcurrentConsumers());
            free = new Semaphore(events.getConcurrentConsumers());
        }
    }

    /**
     * Finds the start at once, so that no event from now on is missed; otherwise with the first
     * poll.
     */
    private void takeUpCursor() throws Exception {
        try {
            poller.start();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof AuthenticationException || cause instanceof PermissionException) {
                throw (Exception) cause;
            }
            LOG.warn(
                    "{} could not read from Stripe where to start and tries again with the next poll: {}",
                    getEndpoint(),
                    cause.getMessage());
        }
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        failure.set(null);
        int polled = 0;
        try {
            do {
                List<StripeEvent> events = poller.next(mostOf(polled));
                forceConsumerAsReady();
                polled += processBatch(new ArrayDeque<>(events));
                poller.save();
            } while (poller.hasMore() && isToGoOn() && mostOf(polled) > 0);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            if (!isToGoOn()) {
                poller.abandon();
            }
        }
        Exception first = failure.getAndSet(null);
        if (first != null) {
            throw first;
        }
        return polled;
    }

    private int mostOf(int polled) {
        return maxMessagesPerPoll > 0 ? maxMessagesPerPoll - polled : Integer.MAX_VALUE;
    }

    private boolean isToGoOn() {
        return failure.get() == null && isBatchAllowed();
    }

    /**
     * Processes events; events that are left when the poll ends are read again by the next poll.
     */
    @Override
    public int processBatch(Queue<Object> events) throws Exception {
        int total = events.size();
        for (int index = 0; index < total && isToGoOn(); index++) {
            StripeEvent event = (StripeEvent) events.poll();
            pendingExchanges = total - index - 1;
            Exchange exchange = createExchange(true);
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == total - 1);
            if (workers == null) {
                task.run(event, exchange, getProcessor());
            } else {
                runBeside(event, exchange);
            }
        }
        if (workers != null) {
            free.acquire(getEndpoint().getEventsConfiguration().getConcurrentConsumers());
            free.release(getEndpoint().getEventsConfiguration().getConcurrentConsumers());
        }
        events.forEach(left -> poller.fail((StripeEvent) left));
        return total - events.size();
    }

    private void runBeside(StripeEvent event, Exchange exchange) throws InterruptedException {
        free.acquire();
        new RouteWorkers.HandOver(workers)
                .execute(
                        () -> {
                            try {
                                task.run(event, exchange, getProcessor());
                            } finally {
                                free.release();
                            }
                        });
    }

    /** The poll ends with the failure, which tells scheduler and health check of it. */
    private boolean endPoll(String what, Exchange exchange, Exception cause) {
        boolean first = failure.compareAndSet(null, cause);
        if (!first || !isPolling()) {
            getExceptionHandler().handleException(what, exchange, cause);
        }
        return false;
    }

    /** The failure is handled and the event done with. */
    private boolean handle(String what, Exchange exchange, Exception cause) {
        getExceptionHandler().handleException(what, exchange, cause);
        return true;
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        leave(EventPoller::save);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        leave(EventPoller::stop);
        release();
    }

    /** A cursor that cannot be saved makes events come again; it is no reason not to stop. */
    private void leave(Consumer<EventPoller> cursor) {
        try {
            if (poller != null) {
                cursor.accept(poller);
            }
        } catch (RuntimeException e) {
            getExceptionHandler().handleException("The cursor could not be saved", e);
        }
    }

    private void release() {
        if (workers != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(workers);
            workers = null;
        }
        if (calls != null) {
            calls.close();
            calls = null;
        }
    }
}
