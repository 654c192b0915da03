// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultExchange;

/** An HTTP server without sockets: a test hands it requests. */
public final class HttpStub extends DefaultComponent implements RestConsumerFactory {

    private Processor served;
    private String verb;
    private String path;

    @Override
    public Consumer createConsumer(
            CamelContext context,
            Processor processor,
            String verb,
            String basePath,
            String uriTemplate,
            String consumes,
            String produces,
            RestConfiguration configuration,
            Map<String, Object> parameters) {
        this.verb = verb;
        this.path = basePath;
        Endpoint endpoint =
                new DefaultEndpoint("http-stub:" + basePath, this) {
                    @Override
                    public org.apache.camel.Producer createProducer() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public Consumer createConsumer(Processor next) {
                        throw new UnsupportedOperationException();
                    }
                };
        return new DefaultConsumer(endpoint, processor) {
            @Override
            protected void doStart() {
                served = processor;
            }

            @Override
            protected void doStop() {
                served = null;
            }
        };
    }

    /** What is served, such as {@code POST /stripe}; null when nothing is. */
    public String serves() {
        return served == null ? null : verb + ' ' + path;
    }

    /** Handles a request; the exchange holds the answer. */
    public Exchange post(Object body, String signature) throws Exception {
        Map<String, Object> headers =
                signature == null ? Map.of() : Map.of("Stripe-Signature", signature);
        return request("POST", body, headers);
    }

    public Exchange request(String method, Object body, Map<String, Object> headers)
            throws Exception {
        Exchange exchange = new DefaultExchange(getCamelContext());
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
        headers.forEach(exchange.getMessage()::setHeader);
        served.process(exchange);
        return exchange;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> options) {
        throw new UnsupportedOperationException();
    }
}
