// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.ReceivedRequest;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that names the idempotency key of another request is not taken for the call's own. */
class KeyEchoTest {

    private static final String OURS = "Idempotency-Key: order-7";
    private static final String THEIRS = "Idempotency-Key: order-6";

    /** The answer a request is given, which names its key. */
    private static final Reply OWN =
            exchange -> {
                String key = exchange.request().header("Idempotency-Key");
                Reply.json(200, body(key), "Idempotency-Key: " + key).play(exchange);
            };

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("a success", Reply.json(200, "{}", THEIRS)),
                Arguments.of("a decline", Reply.json(402, error(), THEIRS)),
                Arguments.of("an error", Reply.json(500, error(), THEIRS)),
                Arguments.of("no body", Reply.json(204, "", THEIRS)),
                Arguments.of("no key", Reply.json(200, "{}", "Idempotency-Key:")),
                Arguments.of("both keys", Reply.json(200, "{}", OURS, THEIRS)),
                Arguments.of("other case", Reply.json(200, "{}", "idempotency-key: Order-7")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void theOutcomeIsUnknownWhereTheAnswerIsAnothers(String name, Reply another) throws Exception {
        try (StripeConnection connection = Connecting.to(server).retries(0).open()) {
            server.script(another);

            assertThat(
                            SampleCalls.failure(
                                    connection.send(
                                            SampleCalls.create("order-7"), AnswerFormat.MAP)))
                    .isInstanceOf(StripeOutcomeUnknownException.class)
                    .hasMessageContaining("the answer names the key of another request")
                    .hasMessageNotContaining("order-6");

            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void theRequestIsRepeatedUnderItsKey(String name, Reply another) throws Exception {
        try (StripeConnection connection = Connecting.to(server).retries(1).openHurried()) {
            server.script(another).otherwise(OWN);

            StripeAnswer answer =
                    SampleCalls.answer(
                            connection.send(SampleCalls.create("order-7"), AnswerFormat.MAP));

            assertThat(answer.body()).isEqualTo(Map.of("id", "order-7"));
            assertThat(server.requests())
                    .extracting(request -> request.header("Idempotency-Key"))
                    .containsExactly("order-7", "order-7");
            assertThat(server.requests())
                    .extracting(ReceivedRequest::connection)
                    .containsExactly(1, 2);
        }
    }

    @Test
    void aRequestWithoutAKeyTakesNoAnswerWithOne() throws Exception {
        try (StripeConnection connection = Connecting.to(server).retries(0).open()) {
            server.script(Reply.json(200, "{}", THEIRS));

            assertThat(SampleCalls.failure(connection.send(SampleCalls.list(), AnswerFormat.MAP)))
                    .isInstanceOf(StripeUnansweredException.class);
        }
    }

    @Test
    void anAnswerNeedNotNameAnyKey() throws Exception {
        try (StripeConnection connection = Connecting.to(server).retries(0).open()) {
            for (Reply reply : new Reply[] {OWN, Reply.json("{}")}) {
                server.script(reply);

                assertThat(
                                SampleCalls.answer(
                                                connection.send(
                                                        SampleCalls.create("order-7"),
                                                        AnswerFormat.MAP))
                                        .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void noPaymentGetsTheAnswerOfAnotherThoughAProxyDoublesThemAll() throws Exception {
        server.otherwise(
                exchange -> {
                    OWN.play(exchange);
                    OWN.play(exchange);
                });
        try (StripeConnection connection = Connecting.to(server).retries(9).openHurried()) {
            for (int i = 0; i < 300; i++) {
                StripeCall call = SampleCalls.create("order-" + i);

                assertThat(SampleCalls.answer(connection.send(call, AnswerFormat.MAP)).body())
                        .isEqualTo(Map.of("id", "order-" + i));
            }
        }
    }

    private static String body(String id) {
        return "{\"id\":\"" + id + "\"}";
    }

    private static String error() {
        return "{\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\"}}";
    }
}
