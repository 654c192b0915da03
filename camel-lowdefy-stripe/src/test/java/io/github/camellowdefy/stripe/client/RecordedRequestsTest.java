/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedRequestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Recorded> recorded() {
        return Stream.of(
                        "/conformance/methods.jsonl",
                        "/conformance/encoding.jsonl",
                        "/encoding/random.jsonl")
                .flatMap(Recorded::rows);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void theRequestIsTheOneTheNodeClientSent(Recorded row) throws IOException {
        WireRequest request = new RequestEncoder().encode(row.call(), row.settings());
        JsonNode wire = row.wire();

        assertThat(request.method()).isEqualTo(wire.get("method").asText());
        if (wire.has("base")) {
            assertThat(request.base().name().toLowerCase(Locale.ROOT))
                    .isEqualTo(wire.get("base").asText());
        }
        int question = request.target().indexOf('?');
        String path = question < 0 ? request.target() : request.target().substring(0, question);
        String query = question < 0 ? null : request.target().substring(question + 1);
        assertThat(path).isEqualTo(wire.get("path").asText());
        assertThat(query == null).isEqualTo(wire.get("query").isNull());
        if (query != null) {
            assertSamePairs(query, wire.get("query").asText());
        }
        assertSameBody(request.body(), wire);
        Map<String, String> headers = request.headers();
        wire.path("headers")
                .properties()
                .forEach(
                        header -> {
                            if (!header.getKey().equals("Authorization")) {
                                assertThat(headers)
                                        .containsEntry(header.getKey(), header.getValue().asText());
                            }
                        });
    }

    private static void assertSameBody(WireBody body, JsonNode wire) throws IOException {
        JsonNode recordedBody = wire.path("body");
        if (wire.has("parts") || wire.has("multipart")) {
            assertSameParts(body, wire);
        } else if (recordedBody.isNull()) {
            assertThat(body).isNull();
        } else {
            assertThat(body.contentType()).isEqualTo(wire.get("contentType").asText());
            String text = new String(read(body), StandardCharsets.UTF_8);
            if (body.contentType().equals("application/json")) {
                assertThat(JSON.readTree(text)).isEqualTo(JSON.readTree(recordedBody.asText()));
            } else {
                assertSamePairs(text, recordedBody.asText());
            }
        }
    }

    private static void assertSamePairs(String actual, String recorded) {
        assertThat(FormPairs.decode(actual))
                .containsExactlyInAnyOrderElementsOf(FormPairs.decode(recorded));
        // encoded alike as well, whatever the order
        assertThat(actual.split("&")).containsExactlyInAnyOrder(recorded.split("&"));
    }

    private static void assertSameParts(WireBody body, JsonNode wire) throws IOException {
        List<MultipartParts.Part> parts = MultipartParts.read(body);
        List<MultipartParts.Part> recorded = new ArrayList<>();
        JsonNode rows = wire.has("parts") ? wire.get("parts") : wire.get("multipart").get("parts");
        for (JsonNode part : rows) {
            byte[] content = Base64.getDecoder().decode(part.get("base64").asText());
            recorded.add(
                    part.has("head")
                            ? MultipartParts.part(part.get("head").asText(), content)
                            : MultipartParts.part(
                                    text(part.get("name")),
                                    text(part.get("filename")),
                                    text(part.get("contentType")),
                                    content));
        }
        assertThat(parts).containsExactlyElementsOf(recorded);
    }

    private static String text(JsonNode node) {
        return node.isNull() ? null : node.asText();
    }

    private static byte[] read(WireBody body) throws IOException {
        try (InputStream in = body.open()) {
            byte[] bytes = in.readAllBytes();
            assertThat(body.length()).isEqualTo(bytes.length);
            return bytes;
        }
    }
}
