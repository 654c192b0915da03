// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.junit.jupiter.api.AfterEach;

/** Routes that pay, at a server that takes each payment it has no other reply for. */
public abstract class PaymentRoutes {

    public static final String PAY = "stripe:paymentIntents/create";
    public static final Map<String, Object> PAYMENT = Map.of("amount", 2000, "currency", "eur");
    public static final Reply PAID = Reply.json("{\"id\":\"pi_1\",\"object\":\"payment_intent\"}");
    public static final Reply LOST = Reply.resetAfterReading();
    public static final Reply DECLINED =
            Reply.json(
                    402,
                    "{\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\",\"message\":\"No.\"}}");

    public Routes routes;

    @AfterEach
    void close() {
        routes.close();
    }

    public void start(Consumer<RouteBuilder> definition) throws Exception {
        routes = Routes.start(definition);
        routes.server().otherwise(PAID);
    }

    /** The keys on the wire, in the order they came; null for a request without one. */
    public List<String> keys() {
        return routes.server().requests().stream()
                .map(request -> request.header("Idempotency-Key"))
                .toList();
    }

    public static DefaultErrorHandlerDefinition redelivering(RouteBuilder route, int times) {
        return route.defaultErrorHandler().maximumRedeliveries(times).redeliveryDelay(0);
    }

    public static Reply error(int status) {
        return Reply.json(status, "{\"error\":{\"type\":\"api_error\",\"message\":\"Later.\"}}");
    }
}
