// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiException;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.TestTls;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.net.Authenticator;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

    private final ScriptedServer server = ScriptedServer.start(TestTls.context());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void httpsGoesThroughATunnelThatLearnsNothing() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.open();
                StripeConnection connection =
                        Connecting.to(server).proxy(proxy.port(), null, null).open()) {
            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));

            assertThat(server.arrivals()).isEqualTo(2);
            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT localhost:" + server.port())
                    .doesNotContain("canary", "Idempotency-Key", "customers");
        }
    }

    @Test
    void userAndPasswordAreGivenToTheProxyAlone() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.open("jane", "p:ss w\u00f6rd");
                StripeConnection connection =
                        Connecting.to(server)
                                .proxy(proxy.port(), "jane", "p:ss w\u00f6rd")
                                .open()) {
            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));

            assertThat(server.arrivals()).isEqualTo(1);
            assertThat(server.lastRequest().headers()).doesNotContainKey("proxy-authorization");
            assertThat(Authenticator.getDefault()).isNull();
        }
    }

    @Test
    void aWrongPasswordMeansNothingWasSent() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.open("jane", "right");
                StripeConnection connection =
                        Connecting.to(server).proxy(proxy.port(), "jane", "wr0ng").open()) {
            assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                    .isInstanceOf(StripeNotSentException.class)
                    .hasMessageContaining("the proxy answered 407 instead of Stripe")
                    .hasMessageNotContaining("wr0ng");
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 500, 503})
    void aRefusalOfTheProxyIsNotTakenForStripes(int status) throws Exception {
        try (TunnelProxy proxy = TunnelProxy.refusingWith(status);
                StripeConnection connection =
                        Connecting.to(server).proxy(proxy.port(), null, null).open()) {
            StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);

            assertThat(SampleCalls.failure(call))
                    .isInstanceOf(StripeNotSentException.class)
                    .hasMessageContaining("the proxy answered " + status + " instead of Stripe");
            assertThat(call.report().status()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a407ThatIsNotTheProxysSaysNothingAboutTheRequest(boolean tunnelled) throws Exception {
        server.otherwise(Reply.bytes(407, "text/html", "<html>".getBytes(UTF_8)));
        try (TunnelProxy proxy = TunnelProxy.open();
                StripeConnection connection =
                        tunnelled
                                ? Connecting.to(server).proxy(proxy.port(), null, null).open()
                                : Connecting.to(server).open()) {
            StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);

            assertThat(SampleCalls.failure(call)).isInstanceOf(ApiException.class);
            assertThat(call.report().acted()).isTrue();
        }
    }

    @Test
    void anAbsentProxyMeansNothingWasSent() throws Exception {
        int port;
        try (TunnelProxy proxy = TunnelProxy.open()) {
            port = proxy.port();
        }
        try (StripeConnection connection = Connecting.to(server).proxy(port, null, null).open()) {
            assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                    .isInstanceOf(StripeNotSentException.class);
        }
    }

    @Test
    void plainHttpIsForwarded() throws Exception {
        try (ScriptedServer plain = ScriptedServer.start();
                TunnelProxy proxy = TunnelProxy.open("jane", "secret");
                StripeConnection connection =
                        Connecting.to(plain).proxy(proxy.port(), "jane", "secret").open()) {
            StripeAnswer answer =
                    SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));

            assertThat(answer.body()).isEqualTo(Map.of());
            assertThat(plain.arrivals()).isEqualTo(1);
            assertThat(new String(plain.lastRequest().body())).startsWith("email=");
        }
    }

    @Test
    void aWrongPasswordForPlainHttpMeansStripeWasNotReached() throws Exception {
        try (ScriptedServer plain = ScriptedServer.start();
                TunnelProxy proxy = TunnelProxy.open("jane", "right");
                StripeConnection connection =
                        Connecting.to(plain).proxy(proxy.port(), "jane", "wrong").open()) {
            assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                    .isInstanceOf(StripeNotSentException.class)
                    .hasMessageContaining("the proxy answered 407 instead of Stripe");
            assertThat(proxy.heads()).hasSize(1);
            assertThat(plain.connections()).isZero();
        }
    }
}
