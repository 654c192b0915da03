// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.Conformance;
import io.github.camellowdefy.stripe.Conformance.Encoding;
import io.github.camellowdefy.stripe.Conformance.Method;
import io.github.camellowdefy.stripe.Conformance.Wire;
import io.github.camellowdefy.stripe.client.encode.RequestEncoder;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedRequestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Encoding> encodings() {
        return Stream.of("/conformance/encoding.jsonl", "/encoding/random.jsonl")
                .flatMap(resource -> Conformance.encodings(resource).stream());
    }

    @ParameterizedTest
    @MethodSource("io.github.camellowdefy.stripe.Conformance#methods")
    void everyMethodSendsWhatTheNodeClientSends(Method row) throws IOException {
        assertSame(new RequestEncoder(Settings.NONE).encode(Calls.read(row.request())), row.wire());
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void everyValueIsWrittenAsTheNodeClientWritesIt(Encoding row) throws IOException {
        ConnectionSettings settings =
                Settings.with((String) row.connection().get("apiVersion"), null, null);

        assertSame(new RequestEncoder(settings).encode(Calls.read(row.request())), row.wire());
    }

    static void assertSame(WireRequest request, Wire wire) throws IOException {
        assertThat(request.method()).isEqualTo(wire.method());
        assertThat(request.base().name().toLowerCase(Locale.ROOT)).isEqualTo(wire.base());
        String[] target = request.target().split("\\?", 2);
        assertThat(target[0]).isEqualTo(wire.path());
        assertThat(target.length == 1).isEqualTo(wire.query() == null);
        if (wire.query() != null) {
            assertSamePairs(target[1], wire.query());
        }
        wire.headers()
                .forEach(
                        (name, value) -> {
                            if (!name.equals("Authorization")) {
                                assertThat(request.headers()).containsEntry(name, value);
                            }
                        });
        if (wire.method().equals("DELETE")) {
            assertThat(request.headers()).containsEntry("Content-Type", wire.contentType());
        }
        assertSameBody(request.body(), wire);
    }

    private static void assertSameBody(WireRequest.Body body, Wire wire) throws IOException {
        if (!wire.parts().isEmpty()) {
            assertThat(MultipartParts.read(body))
                    .containsExactlyElementsOf(
                            wire.parts().stream().map(MultipartParts::part).toList());
        } else if (wire.body() == null) {
            assertThat(body).isNull();
        } else {
            assertThat(body.contentType()).isEqualTo(wire.contentType());
            String text = text(body);
            if (body.contentType().equals("application/json")) {
                assertThat(JSON.readTree(text)).isEqualTo(JSON.readTree(wire.body()));
            } else {
                assertSamePairs(text, wire.body());
            }
        }
    }

    private static void assertSamePairs(String actual, String recorded) {
        assertThat(FormPairs.decode(actual))
                .containsExactlyInAnyOrderElementsOf(FormPairs.decode(recorded));
        // encoded alike as well, whatever the order
        assertThat(List.of(actual.split("&"))).containsExactlyInAnyOrder(recorded.split("&"));
    }

    private static String text(WireRequest.Body body) throws IOException {
        try (InputStream in = body.open()) {
            byte[] bytes = in.readAllBytes();
            assertThat(body.length()).isEqualTo(bytes.length);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
