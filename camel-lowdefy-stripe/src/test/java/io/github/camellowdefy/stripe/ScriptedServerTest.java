// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server is only worth something when another HTTP client sees what the script says. */
class ScriptedServerTest {

    private final ScriptedServer server = ScriptedServer.start();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .sslContext(TestTls.context())
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersInTheOrderOfTheScript() throws Exception {
        server.script(
                Reply.json(201, "{\"n\":1}", "Request-Id: req_1"), Reply.chunked("{\"n\":2}"));

        HttpResponse<String> first = post(server.url(), "a=1");
        HttpResponse<String> second = post(server.url(), "a=2");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("request-id")).hasValue("req_1");
        assertThat(second.body()).isEqualTo("{\"n\":2}");
        assertThat(server.requests())
                .extracting(r -> new String(r.body()))
                .containsExactly("a=1", "a=2");
        assertThat(server.arrivals()).isEqualTo(2);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void servesOverTls() throws Exception {
        try (ScriptedServer secure = ScriptedServer.start(TestTls.context())) {
            assertThat(post(secure.url(), "a=1").body()).isEqualTo("{}");
        }
    }

    static Stream<Reply> faults() {
        return Stream.of(
                Reply.resetBeforeReading(),
                Reply.resetAfterReading(),
                Reply.closeAfterReading(),
                Reply.truncated("{\"id\":\"cus_1\"}", 4),
                Reply.truncatedChunks("{}"),
                Reply.truncatedHead(),
                Reply.garbage());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultsReachTheClient(Reply fault) {
        server.otherwise(fault);

        assertThatThrownBy(() -> post(server.url(), "a=1")).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> post(String url, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + "/v1/customers"))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
