// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.encode.RequestNotSentException;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call that was sent ends as what it is, whatever comes between two attempts. */
class SentCallsTest {

    private static final String ERROR = "{\"error\":{\"type\":\"api_error\",\"message\":\"m\"}}";

    private final VirtualTimeline time = new VirtualTimeline();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final AtomicReference<Supplier<String>> secretKey =
            new AtomicReference<>(() -> "sk_test_sent");
    private final StripeConnection connection =
            Connecting.to("http://127.0.0.1:1")
                    .retries(1)
                    .deadline(600_000)
                    .secretKey(() -> secretKey.get().get())
                    .open(time, transport);

    static Stream<Arguments> delays() {
        return Stream.of(
                        "0",
                        "00",
                        "1",
                        "-1",
                        "-0",
                        "+1",
                        "0.0",
                        "61",
                        "2147483648",
                        "99999999999999999999",
                        "Wed, 21 Oct 2015 07:28:00 GMT",
                        "Wed, 21 Oct 2099 07:28:00 GMT",
                        "soon",
                        "")
                .flatMap(
                        delay ->
                                Stream.of(409, 429, 500, 503)
                                        .map(status -> Arguments.of(status, delay)));
    }

    @ParameterizedTest(name = "{0}, Retry-After: {1}")
    @MethodSource("delays")
    void anyDelayLeadsToTheNextAttempt(int status, String delay) throws Exception {
        Reply refusal =
                Reply.json(status, ERROR, "Stripe-Should-Retry: true", "Retry-After: " + delay);
        try (ScriptedServer server = ScriptedServer.start().script(refusal, refusal);
                StripeConnection real = Connecting.to(server).retries(2).openHurried()) {
            StripeCallFuture call = real.send(SampleCalls.create(), AnswerFormat.MAP);

            assertThat(SampleCalls.answer(call).attempts()).isEqualTo(3);
            assertThat(server.requests())
                    .extracting(request -> request.header("idempotency-key"))
                    .containsOnly(call.idempotencyKey());
            assertThat(real.snapshot().outcomes()).containsEntry(CallOutcome.SUCCEEDED, 1L);
        }
    }

    /** What may come after a request that went out, and end the call. */
    private enum Ending {
        NO_CONNECTION {
            @Override
            void of(SentCallsTest test) {
                test.goOn();
                test.transport.last().fail(new RequestNotSentException("nobody listens", null));
            }
        },
        KEY_GONE_BAD {
            @Override
            void of(SentCallsTest test) {
                test.secretKey.set(() -> "");
                test.goOn();
            }
        },
        KEY_CANNOT_BE_READ {
            @Override
            void of(SentCallsTest test) {
                test.secretKey.set(
                        () -> {
                            throw new NoClassDefFoundError("the vault's client");
                        });
                test.goOn();
            }
        },
        TRANSPORT_FAILS {
            @Override
            void of(SentCallsTest test) {
                test.transport.answeringBy(
                        sent -> {
                            throw new OutOfMemoryError("in a test");
                        });
                test.goOn();
            }
        },
        CONNECTION_CLOSED {
            @Override
            void of(SentCallsTest test) {
                test.connection.close();
            }
        },
        GIVEN_UP {
            @Override
            void of(SentCallsTest test) {
                test.call.abandon("the route was stopped");
            }
        };

        abstract void of(SentCallsTest test);
    }

    private StripeCallFuture call;

    static Stream<Arguments> endings() {
        return Stream.of(0, 409, 429, 500)
                .flatMap(
                        first -> Stream.of(Ending.values()).map(then -> Arguments.of(first, then)));
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("endings")
    void aCallThatWasSentEndsAsNeitherInvalidNorNotSent(int first, Ending then) throws Exception {
        call = connection.send(SampleCalls.create("k-1"), AnswerFormat.MAP);
        if (first == 0) {
            transport.last().fail(new IOException("Connection reset"));
        } else {
            transport.last().answer(first, ERROR, "stripe-should-retry", "true");
        }

        then.of(this);

        assertThat(SampleCalls.failure(call))
                .isInstanceOfSatisfying(
                        StripeOutcomeUnknownException.class,
                        e -> assertThat(e.getIdempotencyKey()).isEqualTo("k-1"));
        assertThat(call.report().open()).isTrue();
        assertThat(connection.snapshot().inFlight()).isZero();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aCallThatWasNeverSentEndsAsInvalidWhenItsKeyIs() throws Exception {
        secretKey.set(() -> "");
        call = connection.send(SampleCalls.create(), AnswerFormat.MAP);

        assertThat(SampleCalls.failure(call)).isInstanceOf(InvalidStripeCallException.class);
        assertThat(call.report().attempts()).isZero();
        assertThat(connection.snapshot().inFlight()).isZero();
    }

    @Test
    void aTransportThatFailsMayHaveSentTheRequest() throws Exception {
        transport.answeringBy(
                sent -> {
                    throw new IllegalStateException("halfway");
                });
        call =
                connection.send(
                        SampleCalls.create("k-1").with(SampleCalls.retrying(0)), AnswerFormat.MAP);

        assertThat(SampleCalls.failure(call)).isInstanceOf(StripeOutcomeUnknownException.class);
    }

    @Test
    void anAnswerThatCannotBeReadForWantOfClassesEndsTheCallAsOpen() throws Exception {
        call = connection.send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().answer().complete(new WireResponse(200, Map.of(), null, null));

        assertThat(SampleCalls.failure(call)).isInstanceOf(StripeOutcomeUnknownException.class);
    }

    @Test
    void aListenerThatCannotBeLoadedKeepsNobodyFromTheAnswer() throws Exception {
        connection.addListener(
                report -> {
                    throw new NoClassDefFoundError("a meter");
                });
        call = connection.send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().ok();

        assertThat(SampleCalls.answer(call).status()).isEqualTo(200);
    }

    @Test
    void parametersThatEndTheStackAreRefusedAndNotCounted() throws Exception {
        call =
                connection.send(
                        SampleCalls.of(
                                SampleCalls.CREATE_CUSTOMER, List.of(), Map.of("a", endless())),
                        AnswerFormat.MAP);

        assertThat(SampleCalls.failure(call)).isNotNull();
        assertThat(call.report().outcome()).isEqualTo(CallOutcome.INVALID);
        assertThat(connection.snapshot().waitingToRetry()).isZero();
    }

    /** A value in which the encoder goes down without end. */
    private static Object endless() {
        Object[] itself = new Object[1];
        List<Object> list = java.util.Arrays.asList(itself);
        itself[0] = list;
        return list;
    }

    private void goOn() {
        time.advance(Duration.ofSeconds(5));
    }
}
