// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.AnswerReader;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a list of 100 customers (57 KB) to what a program works with. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParsingBenchmark {

    /** What our reader makes of the answer. */
    @Param("MAP")
    public AnswerFormat format;

    private final AnswerReader reader = new AnswerReader();
    private final StripeCall list =
            new StripeCall(
                    OperationCatalog.get().find("customers.list").operations().get(0),
                    List.of(),
                    Map.of("limit", 100L),
                    CallOptions.NONE);
    private WireResponse response;
    private StripeClient client;

    /** Writes the list. */
    @Setup
    public void write() {
        byte[] json =
                IntStream.range(0, 100)
                        .mapToObj(ParsingBenchmark::customer)
                        .collect(
                                Collectors.joining(
                                        ",\n",
                                        "{\"object\":\"list\",\"data\":[",
                                        "],\"has_more\":true,\"url\":\"/v1/customers\"}"))
                        .getBytes(StandardCharsets.UTF_8);
        response = new WireResponse(200, Map.of("request-id", "req_1"), json, null);
        client =
                StripeClient.builder()
                        .setApiKey("sk_test_benchmark")
                        .setHttpClient(new Answering(json))
                        .build();
    }

    /** Our reader. */
    @Benchmark
    public Object ours() throws StripeException, IOException {
        return reader.read(response, list, format);
    }

    /** The typed {@code customers().list()} of stripe-java, from the same bytes. */
    @Benchmark
    public Object stripeJava() throws StripeException {
        return client.v1().customers().list();
    }

    private static String customer(int i) {
        return """
               {"id":"cus_Q%06dAbCdEfGh","object":"customer","address":null,"balance":0,\
               "created":17%08d,"currency":"eur","default_source":null,"delinquent":false,\
               "description":"Customer number %d","discount":null,\
               "email":"jenny.rosen.%d@example.com","invoice_prefix":"0759376C",\
               "invoice_settings":{"custom_fields":null,"default_payment_method":null,\
               "footer":null,"rendering_options":null},"livemode":false,\
               "metadata":{"order":"6735-%d","segment":"b2b"},"name":"Jenny Rosen",\
               "next_invoice_sequence":1,"phone":null,"preferred_locales":["de-DE"],\
               "shipping":null,"tax_exempt":"none","test_clock":null}"""
                .formatted(i, i, i, i, i);
    }

    private static final class Answering extends HttpClient {
        private final byte[] json;

        Answering(byte[] json) {
            this.json = json;
        }

        @Override
        public StripeResponse request(StripeRequest request) {
            return new StripeResponse(
                    200,
                    HttpHeaders.of(Map.of("Request-Id", List.of("req_1"))),
                    new String(json, StandardCharsets.UTF_8));
        }
    }
}
