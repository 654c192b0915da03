// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import io.github.camellowdefy.stripe.call.CallDefaults;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.CallReader;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.client.encode.RequestEncoder;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a nested map to its encoded request, without a network. Run with {@code -prof gc}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodingBenchmark {

    private final RequestEncoder encoder =
            new RequestEncoder(
                    Plain.settings("https://api.stripe.com", "sk_test_benchmark", null, 100));

    private final CallReader reader = new CallReader(OperationCatalog.get(), Limits.DEFAULT);
    private final CallReader.Prefix root = reader.prefix("");
    private final CallDefaults defaults =
            new CallDefaults(
                    Map.of(),
                    null,
                    CallOptions.NONE.withIdempotencyKey("5e0a24ac-3b3f-4a4e-9e5c-0c1f2f5b9a11"));

    private final Map<String, Object> paymentIntent =
            Map.of(
                    "paymentIntents",
                    Map.of(
                            "create",
                            List.of(
                                    Map.of(
                                            "amount",
                                            2000,
                                            "currency",
                                            "eur",
                                            "payment_method_types",
                                            List.of("card")))));

    private final Map<String, Object> account =
            Map.of(
                    "v2",
                    Map.of(
                            "core",
                            Map.of(
                                    "accounts",
                                    Map.of(
                                            "create",
                                            List.of(
                                                    Map.of(
                                                            "contact_email",
                                                            "jenny@example.com",
                                                            "identity",
                                                            Map.of("country", "de")))))));

    /** The payment intent of Lowdefy's documentation: a form. */
    @Benchmark
    public WireRequest paymentIntent() {
        return encode(paymentIntent);
    }

    /** An account of v2: JSON. */
    @Benchmark
    public WireRequest account() {
        return encode(account);
    }

    private WireRequest encode(Map<String, Object> body) {
        return encoder.encode(reader.read(root, body, defaults));
    }
}
