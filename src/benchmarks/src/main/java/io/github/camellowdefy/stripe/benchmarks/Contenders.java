// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import com.stripe.StripeClient;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.client.StripeConnection;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http2.HttpVersionPolicy;

/** The ways to call that are compared; all create the same customer over TLS. */
final class Contenders {

    private static final String KEY = "sk_test_benchmark";
    static final int MOST = 2000;
    private static final String EMAIL = "jennyrosen@example.com";
    private static final String NAME = "Jenny Rosen";

    private static final Map<String, Maker> ALL = new LinkedHashMap<>();

    static {
        ALL.put("bare HttpClient 5, HTTP/1.1", Contenders::httpClient);
        ALL.put("stripe-java, thread pool", Contenders::stripeJava);
        ALL.put("Camel route, HTTP/1.1", target -> new RouteContender(target, 0, null));
        ALL.put("Camel route, limits on", target -> new RouteContender(target, 1_000_000, null));
        ALL.put(
                "Camel route, nothing handed over",
                target -> new RouteContender(target, 0, Runnable::run));
        ALL.put("connection, HTTP/1.1", Contenders::connection);
    }

    /** Makes a contender that calls the target. */
    private interface Maker {
        Contender make(Target target) throws Exception;
    }

    private Contenders() {}

    /** The names of all, the one the others are compared with first. */
    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static Contender named(String name, Target target) throws Exception {
        target.trustEverywhere();
        return ALL.get(name).make(target);
    }

    /** This project's connection, as the producer calls it. */
    private static Contender connection(Target target) throws Exception {
        StripeConnection connection =
                new StripeConnection(Plain.settings(target.url(), KEY, target.trust(), MOST));
        Operation create = OperationCatalog.get().find("customers.create").operations().get(0);
        return new Contender() {
            @Override
            public void run(int calls, int concurrency) {
                Chains.run(
                        calls,
                        concurrency,
                        number ->
                                connection.send(
                                        new StripeCall(
                                                create,
                                                List.of(),
                                                Map.of("email", EMAIL, "name", NAME),
                                                CallOptions.NONE),
                                        AnswerFormat.MAP));
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    /** HttpClient 5 as it comes, doing the same requests and leaving the answers unread. */
    private static Contender httpClient(Target target) throws Exception {
        SSLContext trust = target.trust();
        CloseableHttpAsyncClient client =
                HttpAsyncClients.custom()
                        .setConnectionManager(
                                PoolingAsyncClientConnectionManagerBuilder.create()
                                        .setTlsStrategy(
                                                ClientTlsStrategyBuilder.create()
                                                        .setSslContext(trust)
                                                        .buildAsync())
                                        .setDefaultTlsConfig(
                                                TlsConfig.custom()
                                                        .setVersionPolicy(
                                                                HttpVersionPolicy.FORCE_HTTP_1)
                                                        .build())
                                        .setMaxConnPerRoute(MOST)
                                        .setMaxConnTotal(MOST)
                                        .build())
                        .build();
        client.start();
        return new Contender() {
            @Override
            public void run(int calls, int concurrency) {
                Chains.run(calls, concurrency, number -> send(client, target.url()));
            }

            @Override
            public void close() throws Exception {
                client.close();
            }
        };
    }

    /** stripe-java's typed call in as many threads as calls are wanted at a time. */
    private static Contender stripeJava(Target target) {
        StripeClient client =
                StripeClient.builder().setApiKey(KEY).setApiBase(target.url()).build();
        CustomerCreateParams params =
                CustomerCreateParams.builder().setEmail(EMAIL).setName(NAME).build();
        ExecutorService pool = Executors.newCachedThreadPool();
        return new Contender() {
            @Override
            public void run(int calls, int concurrency) throws Exception {
                AtomicInteger started = new AtomicInteger();
                List<Future<?>> threads = new ArrayList<>();
                for (int i = 0; i < concurrency; i++) {
                    threads.add(
                            pool.submit(
                                    () -> {
                                        while (started.getAndIncrement() < calls) {
                                            client.v1()
                                                    .customers()
                                                    .create(
                                                            params,
                                                            RequestOptions.builder()
                                                                    .setIdempotencyKey(key())
                                                                    .build());
                                        }
                                        return null;
                                    }));
                }
                for (Future<?> thread : threads) {
                    thread.get();
                }
            }

            @Override
            public void close() {
                pool.shutdown();
            }
        };
    }

    private static CompletableFuture<?> send(CloseableHttpAsyncClient client, String url) {
        SimpleHttpRequest request =
                SimpleRequestBuilder.post(url + "/v1/customers")
                        .addHeader("Authorization", "Bearer " + KEY)
                        .addHeader("Idempotency-Key", key())
                        .setBody(
                                "email=jennyrosen%40example.com&name=Jenny+Rosen",
                                ContentType.APPLICATION_FORM_URLENCODED)
                        .build();
        CompletableFuture<SimpleHttpResponse> future = new CompletableFuture<>();
        client.execute(
                SimpleRequestProducer.create(request),
                SimpleResponseConsumer.create(),
                new FutureCallback<>() {
                    @Override
                    public void completed(SimpleHttpResponse response) {
                        future.complete(response);
                    }

                    @Override
                    public void failed(Exception failure) {
                        future.completeExceptionally(failure);
                    }

                    @Override
                    public void cancelled() {
                        future.cancel(false);
                    }
                });
        return future;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
