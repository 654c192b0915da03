// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Lowdefy files. Loading one with 200 requests into a context that has just started, beside loading
 * the same calls as 200 routes of the YAML DSL: the first time, in a JVM that has loaded nothing
 * else (iteration 1 of a fork), and again in contexts after it. There is no JMX, which would take
 * longer than either. And evaluating a typical request for one message.
 */
public class LowdefyBenchmark {

    private static final String ARGUMENTS =
            """
            - amount: {_math.round: {_product: [{_payload: order.total}, 100]}}
              currency: {_string.toLowerCase: {_payload: order.currency}}
              customer: {_payload: order.customer}
              description: {_string.concat: ['Order ', {_payload: order.number}]}
              payment_method_types: [card]
              metadata:
                channel: {_payload: {key: order.channel, default: web}}
                vip: {_if: {test: {_eq: [{_payload: order.vip}, true]}, then: 'yes', else: 'no'}}
            """;

    /** A context that has just started and the files to load into it. */
    @State(Scope.Thread)
    public static class Loading {

        private final Resource lowdefy =
                ResourceHelper.fromString(
                        "file:shop.lowdefy.yaml",
                        "connections:\n"
                                + "  - {id: stripe, type: Stripe, properties: {secretKey: sk_test_b}}\n"
                                + "requests:\n"
                                + repeat(Loading::request));
        private final Resource yaml =
                ResourceHelper.fromString("file:shop.camel.yaml", repeat(Loading::route));
        private DefaultCamelContext context;

        private static String repeat(IntFunction<String> part) {
            return IntStream.range(0, 200).mapToObj(part).collect(Collectors.joining());
        }

        private static String request(int i) {
            return "  - id: request_"
                    + i
                    + "\n    type: StripeRequest\n    connectionId: stripe\n    properties:\n"
                    + "      paymentIntents:\n        create:\n"
                    + ARGUMENTS.indent(10);
        }

        private static String route(int i) {
            return """
                    - route:
                        id: request_%1$d
                        from:
                          uri: direct:request_%1$d
                          steps:
                            - setBody:
                                simple: '{"amount": ${body[total]}, "currency": "${body[currency]}"}'
                            - to:
                                uri: stripe:paymentIntents/create
                                parameters:
                                  secretKey: sk_test_b
                    """
                    .formatted(i);
        }

        /** Starts a context. */
        @Setup(Level.Invocation)
        public void start() {
            context = new DefaultCamelContext();
            context.start();
        }

        /** Stops it with its routes. */
        @TearDown(Level.Invocation)
        public void stop() {
            context.stop();
        }

        private int load(Resource file) throws Exception {
            PluginHelper.getRoutesLoader(context).loadRoutes(file);
            return context.getRoutesSize();
        }
    }

    /** A request and a message for it. */
    @State(Scope.Benchmark)
    public static class Message {

        private final DefaultCamelContext context = new DefaultCamelContext();
        private Expression expression;
        private Exchange exchange;

        /** Starts the context and compiles the request. */
        @Setup
        public void start() {
            context.start();
            expression = context.resolveLanguage("lowdefy").createExpression(ARGUMENTS);
            expression.init(context);
            exchange = new DefaultExchange(context);
            exchange.getMessage()
                    .setBody(
                            Map.of(
                                    "order",
                                    Map.of(
                                            "total",
                                            19.99,
                                            "currency",
                                            "EUR",
                                            "customer",
                                            "cus_1",
                                            "number",
                                            4711)));
        }

        /** Stops the context. */
        @TearDown
        public void stop() {
            context.stop();
        }
    }

    /** Reads, checks and starts 200 requests: the first iteration of a fork is the cold one. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 8)
    public int loadLowdefy(Loading loading) throws Exception {
        return loading.load(loading.lowdefy);
    }

    /** The same with Camel's own YAML DSL and simpler expressions. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 8)
    public int loadYamlDsl(Loading loading) throws Exception {
        return loading.load(loading.yaml);
    }

    /** Reads the body and makes the arguments of the call. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Fork(1)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public Object evaluateTypicalRequest(Message message) {
        return message.expression.evaluate(message.exchange, Object.class);
    }
}
