// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.component;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh sandbox and a route that hands what it is sent to the component. */
abstract class Journey {

    private static final String STRIPE = "stripe?maxNetworkRetries=0";

    final CamelContext context = new DefaultCamelContext();
    StripeSandbox sandbox;
    ProducerTemplate template;

    @BeforeEach
    void open() throws Exception {
        sandbox =
                StripeSandbox.builder()
                        .restrictedKey("rk_test_reader", "customers:read")
                        .account("acct_connected")
                        .start();
        sandbox.configure(context.getComponent("stripe", StripeComponent.class));
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:stripe").errorHandler(noErrorHandler()).to(STRIPE);
                    }
                });
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void close() {
        context.stop();
        sandbox.close();
    }

    /** An endpoint that uses another key. */
    static String stripe(String key) {
        return STRIPE + "&secretKey=" + key;
    }

    /** Sends a nested map, written as YAML, and gives the answer. */
    Map<String, Object> call(String request, Object... arguments) {
        return body(exchange(request, arguments));
    }

    /** As {@link #call}, with the headers of the answer. */
    Exchange exchange(String request, Object... arguments) {
        String body = request.formatted(arguments);
        Exchange answer =
                template.request("direct:stripe", exchange -> exchange.getIn().setBody(body));
        if (answer.getException() != null) {
            throw new CamelExecutionException("refused", answer, answer.getException());
        }
        return answer;
    }

    /** Why a request is refused; fails when it is not. */
    <T extends Throwable> T refusal(Class<T> type, String request, Object... arguments) {
        Throwable thrown = catchThrowable(() -> call(request, arguments));
        return type.cast(thrown == null ? null : thrown.getCause());
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> body(Exchange answer) {
        return answer.getMessage().getBody(Map.class);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> object, String field) {
        return (Map<String, Object>) object.get(field);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> data(Map<String, Object> list) {
        return (List<Map<String, Object>>) list.get("data");
    }
}
