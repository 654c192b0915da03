// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import io.github.camellowdefy.stripe.RefusedEndpoint;
import io.github.camellowdefy.stripe.StripeComponent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.Service;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Turns what the component refuses while Camel starts into a veto. Camel logs a veto in one line;
 * it would log any other exception with its stack trace, in front of the failure analysis.
 */
final class StartVeto extends LifecycleStrategySupport {

    private static final String OURS = StripeComponent.class.getPackageName() + '.';

    private final List<RefusedEndpoint> refused = new CopyOnWriteArrayList<>();

    /** Only remembers it: to what is thrown while routes are made, Camel adds their URIs. */
    @Override
    public void onEndpointAdd(Endpoint endpoint) {
        if (endpoint instanceof RefusedEndpoint refusedEndpoint) {
            refused.add(refusedEndpoint);
        }
    }

    @Override
    public void onContextStarting(CamelContext context) throws VetoCamelContextStartException {
        if (!refused.isEmpty()) {
            RefusedEndpoint first = refused.get(0);
            throw new RefusedStartException(
                    first.refusal(), "the endpoint " + first.getEndpointUri(), context);
        }
    }

    /** Starts a producer or consumer of the component; Camel would do so next. */
    @Override
    public void onServiceAdd(CamelContext context, Service service, Route route) {
        if (!context.getStatus().isStarting() || !service.getClass().getName().startsWith(OURS)) {
            return;
        }
        try {
            ServiceHelper.startService(service);
        } catch (RuntimeException e) {
            throw Refusal.in(e)
                    .map(refusal -> new RefusedStartException(refusal, where(route), context))
                    .<RuntimeException>map(RuntimeCamelException::new)
                    .orElse(e);
        }
    }

    private static String where(Route route) {
        return route == null ? "a route" : "the route " + route.getRouteId();
    }
}
