// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiException;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in the bodies a route carries them in. */
class UploadTest {

    private static final String UPLOAD = "stripe:files/create?params.purpose=dispute_evidence";
    private static final Reply STORED = Reply.json("{\"id\":\"file_1\",\"object\":\"file\"}");

    @TempDir private Path directory;
    private Routes routes;

    @AfterEach
    void close() {
        routes.close();
    }

    static Stream<Object> contents() {
        return Stream.of(
                "%PDF".getBytes(UTF_8),
                new ByteArrayInputStream("%PDF".getBytes(UTF_8)),
                new InputStreamCache("%PDF".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void aBodyOfBytesIsTheFileUnderTheNameAndTypeOfItsHeaders(Object body) throws Exception {
        start(r -> r.from("direct:upload").noStreamCaching().to(UPLOAD));

        Exchange done =
                routes.send(
                        "direct:upload",
                        exchange -> {
                            exchange.getMessage().setBody(body);
                            exchange.getMessage().setHeader(Exchange.FILE_NAME, "in/receipt.pdf");
                            exchange.getMessage()
                                    .setHeader(Exchange.CONTENT_TYPE, "application/pdf");
                        });

        assertThat(done.getException()).isNull();
        assertUploaded("receipt.pdf", "application/pdf");
    }

    @Test
    void aFileThatARoutePicksUpIsSentAsItIs() throws Exception {
        Files.writeString(directory.resolve("receipt.pdf"), "%PDF");
        start(
                r ->
                        r.from("file:" + directory + "?initialDelay=0&delay=10")
                                .to(UPLOAD)
                                .to("mock:done"));
        routes.mock("mock:done").expectedMessageCount(1);

        routes.mock("mock:done").assertIsSatisfied();
        assertUploaded("receipt.pdf", "application/pdf");
    }

    @Test
    void aFileMayStandInsideTheNestedMap() throws Exception {
        Path file = Files.writeString(directory.resolve("receipt.pdf"), "%PDF");
        start(r -> r.from("direct:upload").to("stripe"));

        routes.send(
                "direct:upload",
                Map.of(
                        "files",
                        Map.of(
                                "create",
                                Map.of("purpose", "dispute_evidence", "file", file.toFile()))));

        assertUploaded("receipt.pdf", "application/pdf");
    }

    @Test
    void textOfAnUploadIsArgumentsAndNotTheFile() throws Exception {
        start(r -> r.from("direct:upload").to("stripe:files/create"));

        routes.send(
                "direct:upload",
                """
                purpose: dispute_evidence
                file:
                  data: "%PDF"
                  name: receipt.pdf
                  type: application/pdf
                """);

        assertUploaded("receipt.pdf", "application/pdf");
    }

    @Test
    void whatCanBeReadAgainIsUploadedAgainInARedelivery() throws Exception {
        start(
                r ->
                        r.from("direct:upload")
                                .errorHandler(
                                        r.defaultErrorHandler()
                                                .maximumRedeliveries(1)
                                                .redeliveryDelay(0))
                                .to(UPLOAD));
        routes.server().script(Reply.json(500, "{}"), STORED);

        Exchange done =
                routes.send("direct:upload", new ByteArrayInputStream("%PDF".getBytes(UTF_8)));

        assertThat(done.getException()).isNull();
        assertThat(routes.server().requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(new String(request.body())).contains("%PDF"));
        assertThat(routes.server().requests().get(0).header("Idempotency-Key"))
                .isEqualTo(routes.server().requests().get(1).header("Idempotency-Key"));
    }

    @Test
    void aStreamThatWasReadIsNotUploadedEmpty() throws Exception {
        start(
                r ->
                        r.from("direct:upload")
                                .noStreamCaching()
                                .doTry()
                                .to(UPLOAD)
                                .doCatch(ApiException.class)
                                .to(UPLOAD)
                                .end());
        routes.server().script(Reply.json(500, "{}"));
        InputStream once = new ByteArrayInputStream("%PDF".getBytes(UTF_8));

        Exchange refused = routes.send("direct:upload", once);

        assertThat(refused.getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageContaining("a stream that an earlier attempt has read");
        assertThat(routes.server().arrivals()).isEqualTo(1);
    }

    private void start(Consumer<RouteBuilder> definition) throws Exception {
        routes = Routes.start(definition);
        routes.server().otherwise(STORED);
    }

    private void assertUploaded(String name, String type) {
        ReceivedRequest request = routes.server().lastRequest();
        assertThat(request.target()).isEqualTo("/v1/files");
        assertThat(new String(request.body(), UTF_8))
                .contains(
                        "name=\"purpose\"\r\n\r\ndispute_evidence\r\n",
                        "name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: " + type,
                        "\r\n\r\n%PDF\r\n");
    }
}
