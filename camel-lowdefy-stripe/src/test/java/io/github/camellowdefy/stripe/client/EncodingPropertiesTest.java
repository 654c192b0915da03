// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.client.encode.RequestEncoder;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EncodingPropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 400)
    void aFormReadsBackAsWhatWasSent(@ForAll("params") Map<String, Object> params) {
        String form = Calls.body(Calls.call("customers.create", params));

        assertThat(form).matches("[A-Za-z0-9._~%&=\\[\\]-]*");
        assertThat(FormPairs.decode(form)).containsExactlyElementsOf(pairs("", params));
    }

    @Property(tries = 400)
    void aQueryReadsBackAsWhatWasSent(@ForAll("params") Map<String, Object> params) {
        WireRequest request =
                new RequestEncoder(Settings.NONE).encode(Calls.call("customers.list", params));

        String query = request.target().replaceFirst("[^?]*\\??", "");
        assertThat(FormPairs.decode(query)).containsExactlyElementsOf(pairs("", params));
        assertThat(request.body()).isNull();
    }

    @Property(tries = 400)
    void jsonReadsBackAsWhatWasSent(@ForAll("params") Map<String, Object> params)
            throws JsonProcessingException {
        String json = Calls.body(Calls.call("v2.core.accounts.create", params));

        assertThat(JSON.readTree(json)).isEqualTo(JSON.readTree(JSON.writeValueAsString(params)));
    }

    @Property(tries = 400)
    void anIdReadsBackAsWhatWasSent(@ForAll("text") String text) {
        String id = "x" + text;
        WireRequest request =
                new RequestEncoder(Settings.NONE)
                        .encode(Calls.call("customers.retrieve", List.of(id), Map.of()));

        URI url = URI.create("http://localhost" + request.target());
        assertThat(url.getRawPath()).startsWith("/v1/customers/x").doesNotContain("//", "?");
        assertThat(url.getPath()).isEqualTo("/v1/customers/" + id);
    }

    /** The pairs a map stands for, written down independently of the encoder. */
    private static List<FormPairs.Pair> pairs(String prefix, Map<?, ?> map) {
        List<FormPairs.Pair> pairs = new ArrayList<>();
        map.forEach(
                (key, value) ->
                        pairs.addAll(
                                leaves(
                                        prefix.isEmpty()
                                                ? key.toString()
                                                : prefix + '[' + key + ']',
                                        value)));
        return pairs;
    }

    private static List<FormPairs.Pair> leaves(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            return pairs(key, map);
        }
        if (value instanceof List<?> list) {
            Map<String, Object> indexed = new LinkedHashMap<>();
            list.forEach(item -> indexed.put(String.valueOf(indexed.size()), item));
            return pairs(key, indexed);
        }
        return List.of(new FormPairs.Pair(key, value == null ? "" : value.toString()));
    }

    @Provide
    Arbitrary<Map<String, Object>> params() {
        Arbitrary<Object> leaf =
                Arbitraries.oneOf(
                        text().map(Object.class::cast),
                        Arbitraries.longs().map(Object.class::cast),
                        Arbitraries.of(true, false).map(Object.class::cast),
                        Arbitraries.just(null));
        Arbitrary<Object> value =
                Arbitraries.recursive(
                        () -> leaf,
                        nested ->
                                Arbitraries.oneOf(
                                        leaf,
                                        nested.list().ofMaxSize(3).map(Object.class::cast),
                                        Arbitraries.maps(key(), nested)
                                                .ofMaxSize(3)
                                                .map(Object.class::cast)),
                        0,
                        4);
        return Arbitraries.maps(key(), value).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(12)
                .filter(EncodingPropertiesTest::hasWholeCharacters);
    }

    private Arbitrary<String> key() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6),
                text().filter(text -> !text.isEmpty()));
    }

    private static boolean hasWholeCharacters(String text) {
        return text.codePoints()
                .noneMatch(
                        point ->
                                point >= Character.MIN_SURROGATE
                                        && point <= Character.MAX_SURROGATE);
    }
}
