// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.StripeEndpoint;
import io.github.camellowdefy.stripe.StripeProducerConfiguration;
import io.github.camellowdefy.stripe.call.CallDefaults;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.connection.ConnectionOptions;
import io.github.camellowdefy.stripe.connection.SharedConnections;
import io.github.camellowdefy.stripe.option.EndpointOptions;
import io.github.camellowdefy.stripe.option.Place;
import io.github.camellowdefy.stripe.producer.idempotency.IdempotencyKeys;
import io.github.camellowdefy.stripe.producer.idempotency.KeysOfDiscardedCopies;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StatefulService;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.ExchangeHelper;

/**
 * Makes the call that a message describes. The path of a call, step by step:
 *
 * <ol>
 *   <li>read the message and resolve the call ({@link MessageReader}),
 *   <li>choose the idempotency key ({@link IdempotencyKeys}),
 *   <li>encode the call ({@link io.github.camellowdefy.stripe.client.StripeConnection}),
 *   <li>wait for a turn, send, judge the response, repeat where that helps, read the answer ({@code
 *       client.CallExecution}),
 *   <li>write the answer, or the failure, into the message ({@link MessageWriter}),
 *   <li>continue the route ({@link Continuation}).
 * </ol>
 *
 * <p>No thread waits for the answer, unless the exchange is bound to its thread: when the answer is
 * there, a worker thread continues the route.
 */
public class StripeProducer extends DefaultAsyncProducer {

    private MessageReader messages;
    private IdempotencyKeys keys;
    private AnswerFormat format;
    private HeldConnection connection;
    private Continuation continuation;
    private boolean autoPaging;
    private BackfillProgress progress;

    public StripeProducer(StripeEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public StripeEndpoint getEndpoint() {
        return (StripeEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        StripeEndpoint endpoint = getEndpoint();
        StripeConfiguration configuration = endpoint.effectiveConfiguration();
        ConnectionOptions options = endpoint.connectionOptions();
        StripeProducerConfiguration own = endpoint.getProducerConfiguration();
        CallDefaults params = CallDefaults.ofParams(EndpointOptions.params(own.getParams()));
        messages =
                new MessageReader(
                        endpoint.getPath(),
                        params.with(null, options.callOptions()),
                        configuration.getAllowedOperations());
        endpoint.checkOptions(Place.CALL);
        Object offsets = endpoint.getEventsConfiguration().getOffsetRepository();
        BulkRead.check(own, offsets, messages);
        progress =
                BackfillProgress.of(
                        endpoint.getCamelContext(),
                        offsets,
                        own.getBackfillLease(),
                        endpoint.clock());
        autoPaging = own.isAutoPaging();
        format = options.outputType();
        HeldConnection held = new HeldConnection(endpoint::connect);
        SharedConnections.Lease lease = held.hold();
        connection = held;
        keys =
                new IdempotencyKeys(
                        own.getIdempotencyKey(),
                        EndpointOptions.idempotencyKey(
                                endpoint.getCamelContext(), own.getIdempotencyKey()),
                        lease.identity(),
                        lease.attachment(KeysOfDiscardedCopies.class, KeysOfDiscardedCopies::new),
                        endpoint.keyClock());
        continuation = new Continuation(lease.workers(), own.isSynchronous());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            MessageWriter.clear(exchange);
            StripeCall call = messages.read(exchange);
            IdempotencyKeys.Keyed keyed = keys.assign(exchange, call);
            return autoPaging && call.operation().kind().paged()
                    ? readToTheEnd(exchange, callback, keyed.call())
                    : call(exchange, callback, keyed);
        } catch (Throwable e) {
            // an error, too: thrown, it would end the consumer's thread and lose the exchange
            MessageWriter.fail(exchange, e, false);
            callback.done(true);
            return true;
        }
    }

    private boolean call(Exchange exchange, AsyncCallback callback, IdempotencyKeys.Keyed keyed)
            throws Exception {
        StripeCallFuture answer =
                connection.send(
                        keyed.call(), format, keyed.open(), ExchangeHelper.getRoute(exchange));
        return continuation.after(
                answer,
                exchange,
                callback,
                (received, failure) -> finish(exchange, keyed, answer.report(), received, failure));
    }

    private void finish(
            Exchange exchange,
            IdempotencyKeys.Keyed keyed,
            CallReport report,
            StripeAnswer answer,
            Throwable failure) {
        boolean spent =
                keyed.call().operation().kind() == OperationKind.MULTIPART
                        && report.attempts() > 0
                        && ReadStreams.sent(exchange, keyed.call());
        MessageWriter.write(exchange, report);
        if (failure == null) {
            MessageWriter.write(exchange, answer);
        } else {
            MessageWriter.fail(exchange, failure, report.retryable() && !spent);
        }
        // after the answer is written: an exchange that fails while it is written keeps its key
        keys.ended(exchange, keyed, report, failure);
    }

    /** The route continues when the first page is there, so that a refusal fails this step. */
    private boolean readToTheEnd(Exchange exchange, AsyncCallback callback, StripeCall call) {
        Route route = ExchangeHelper.getRoute(exchange);
        BulkRead read =
                new BulkRead(
                        getEndpoint().getProducerConfiguration(),
                        call,
                        format,
                        progress == null ? null : progress.shared(route, call),
                        (page, pageFormat) -> page(route, page, pageFormat));
        if (read.first() == null) {
            MessageWriter.write(exchange, read.items());
            callback.done(true);
            return true;
        }
        return continuation.after(
                read.first(),
                exchange,
                callback,
                (page, failure) -> started(exchange, read, failure));
    }

    /** Sends for one page of a list, which may be long after the producer was stopped. */
    private StripeCallFuture page(Route route, StripeCall call, AnswerFormat pageFormat) {
        try {
            return connection.send(call, pageFormat, false, route);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    private static void started(Exchange exchange, BulkRead read, Throwable failure) {
        CallReport report = read.first().report();
        MessageWriter.write(exchange, report);
        if (failure == null) {
            MessageWriter.write(exchange, read.items());
        } else {
            read.items().close();
            // a page that came and is none may be one the next time
            boolean retryable = report.retryable() || report.outcome() == CallOutcome.SUCCEEDED;
            MessageWriter.fail(exchange, failure, retryable);
        }
    }

    /**
     * Fails the calls that are left: a graceful stop has waited for the calls of its routes by now.
     * Where the route still runs, Camel has evicted this producer from a cache, and its calls end
     * as usual.
     */
    @Override
    protected void doStop() throws Exception {
        if (connection != null) {
            connection.abandonCalls(this::isStopped);
            connection.release();
        }
        super.doStop();
    }

    /**
     * @param route the route of a call, or null where a template made it
     */
    private boolean isStopped(Route route) {
        CamelContext context = getEndpoint().getCamelContext();
        if (route == null) {
            return isStopped(context.getStatus());
        }
        // a consumer that is stopped by force stops the steps of its route before the route is
        return isStopped(context.getRouteController().getRouteStatus(route.getRouteId()))
                || route.getConsumer() instanceof StatefulService consumer
                        && isStopped(consumer.getStatus());
    }

    private static boolean isStopped(ServiceStatus status) {
        return status == null
                || status == ServiceStatus.Stopping
                || status == ServiceStatus.Stopped;
    }
}
