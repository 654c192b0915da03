// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.StripeEndpoint;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.option.Place;
import java.util.stream.Collectors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Sends to the route a Lowdefy file made of a request: {@code stripe:lowdefy/<request id>}. The
 * file may be loaded later, so the request is looked for when a message comes.
 */
public final class LowdefyRequestProducer extends DefaultAsyncProducer {

    /** The first segment of the path; the request's id follows. */
    public static final String PATH = "lowdefy";

    private final String request;
    private AsyncProducer route;

    public LowdefyRequestProducer(StripeEndpoint endpoint) {
        super(endpoint);
        String path = endpoint.getPath();
        this.request = path.length() > PATH.length() ? path.substring(PATH.length() + 1) : "";
        if (request.isEmpty()) {
            throw new InvalidStripeCallException(
                    "stripe:lowdefy names no request; expected stripe:lowdefy/<request id>.");
        }
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        ((StripeEndpoint) getEndpoint()).checkOptions(Place.LOWDEFY);
        route =
                getEndpoint()
                        .getCamelContext()
                        .getEndpoint("direct:" + request)
                        .createAsyncProducer();
        ServiceHelper.initService(route);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(route);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(route);
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CamelContext context = exchange.getContext();
        if (isRequest(context.getRoute(request))) {
            return route.process(exchange, callback);
        }
        String known =
                context.getRoutes().stream()
                        .filter(LowdefyRequestProducer::isRequest)
                        .map(Route::getRouteId)
                        .sorted()
                        .collect(Collectors.joining(", "));
        MessageWriter.fail(
                exchange,
                new InvalidStripeCallException(
                        "stripe:lowdefy/%s names no request of a loaded Lowdefy file; %s."
                                .formatted(
                                        Excerpt.plain(request),
                                        known.isEmpty() ? "none is loaded" : "there are " + known)),
                false);
        callback.done(true);
        return true;
    }

    private static boolean isRequest(Route route) {
        return route != null && StripeConstants.LOWDEFY_GROUP.equals(route.getGroup());
    }
}
