// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import io.github.camellowdefy.stripe.consumer.EventRoute;
import io.github.camellowdefy.stripe.consumer.webhook.DeliveryReader.Delivery;
import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.event.poll.EventClaims;
import io.github.camellowdefy.stripe.event.poll.EventClaims.Claim;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the HTTP requests of a webhook. The path of a delivery, step by step:
 *
 * <ol>
 *   <li>refuse a request that is not a POST,
 *   <li>read the body and verify the signature ({@link DeliveryReader}),
 *   <li>filter the type of the event,
 *   <li>claim the event, so that it is processed once ({@link EventClaims}),
 *   <li>run the route ({@link EventRoute}),
 *   <li>respond with the status that tells Stripe whether to deliver again.
 * </ol>
 *
 * <p>A delivery that is refused never reaches the route. One that is accepted runs on an exchange
 * of its own, so that nothing of the HTTP request reaches the route.
 */
final class WebhookHandler extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

    /**
     * The methods to register at a server: all of them, so that a request other than POST is
     * refused and logged here instead of silently by the server.
     */
    static final String METHODS = "POST,GET,HEAD,PUT,PATCH,DELETE";

    private static final int OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FAILED = 500;

    private final String name;
    private final DeliveryReader deliveries;
    private final EventTypes types;
    private final IdempotentRepository repository;
    private final EventRoute route;
    private final Executor afterwards;

    /**
     * A handler.
     *
     * @param name the name of the webhook in the log
     * @param repository keeps the events that have completed, or null
     * @param afterwards runs the route after the response was sent, or null to respond after the
     *     route
     */
    WebhookHandler(
            String name,
            DeliveryReader deliveries,
            EventTypes types,
            IdempotentRepository repository,
            EventRoute route,
            Executor afterwards) {
        this.name = name;
        this.deliveries = deliveries;
        this.types = types;
        this.repository = repository;
        this.route = route;
        this.afterwards = afterwards;
    }

    @Override
    public boolean process(Exchange http, AsyncCallback callback) {
        Message request = http.getMessage();
        Object method = request.getHeader(Exchange.HTTP_METHOD);
        if (method != null && !"POST".equals(method.toString())) {
            String reason = "Stripe delivers with POST.";
            respond(http, METHOD_NOT_ALLOWED, reason);
            Refusals.answer(METHOD_NOT_ALLOWED, reason, name, http.getMessage());
            http.getMessage().setHeader("Allow", "POST");
            return done(callback);
        }
        Delivery delivery;
        try {
            delivery = deliveries.read(request);
        } catch (Throwable e) {
            refuse(http, e);
            return done(callback);
        }
        if (!types.test(delivery.event())) {
            respond(http, OK, "");
            return done(callback);
        }
        return claim(http, delivery, callback);
    }

    private boolean claim(Exchange http, Delivery delivery, AsyncCallback callback) {
        Claim claim = null;
        if (repository != null) {
            try {
                claim = EventClaims.claim(repository, delivery.event().id());
            } catch (Throwable e) {
                route.failed("The idempotent repository failed", e);
                respond(http, FAILED, "The event could not be looked up.");
                return done(callback);
            }
        }
        if (claim != null && !claim.isMine()) {
            LOG.info(
                    "{}: the event {} was delivered again and is not processed twice",
                    name,
                    delivery.event().id());
            // a second delivery of an event under way gets the response of the first one
            boolean now = claim.outcome().isDone();
            claim.outcome().thenAccept(completed -> end(http, completed, callback, now));
            return now;
        }
        if (afterwards != null) {
            answerAtOnce(http, delivery, claim);
            return done(callback);
        }
        return route.run(
                delivery.event(),
                delivery.json(),
                claim,
                (completed, sync) -> end(http, completed, callback, sync));
    }

    private static boolean done(AsyncCallback callback) {
        callback.done(true);
        return true;
    }

    private void answerAtOnce(Exchange http, Delivery delivery, Claim claim) {
        try {
            afterwards.execute(
                    () ->
                            route.run(
                                    delivery.event(),
                                    delivery.json(),
                                    claim,
                                    (completed, sync) -> {}));
            respond(http, OK, "");
        } catch (Throwable e) {
            // most often because the webhook is being stopped
            if (claim != null) {
                claim.release();
            }
            respond(http, FAILED, "The event was not processed.");
        }
    }

    private void end(Exchange http, boolean completed, AsyncCallback callback, boolean sync) {
        respond(http, completed ? OK : FAILED, completed ? "" : "The event was not processed.");
        callback.done(sync);
    }

    private void refuse(Exchange http, Throwable e) {
        if (Refusals.isRefusal(e)) {
            respond(http, 0, e.getMessage());
            Refusals.answer(e, name, http.getMessage());
        } else {
            route.failed("A delivery could not be read", e);
            respond(http, FAILED, "The delivery could not be read.");
        }
    }

    private static void respond(Exchange http, int status, String body) {
        Message answer = http.getMessage();
        // the headers of the request do not belong into the response
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setHeader(Exchange.CONTENT_TYPE, "text/plain");
        answer.setBody(body);
    }
}
