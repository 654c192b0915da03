// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.Calls;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final StripeCall CALL = Calls.call("paymentIntents.create", Map.of());

    private static Object read(String body, AnswerFormat format)
            throws StripeException, IOException {
        return new AnswerReader().read(Calls.response(200, body), CALL, format);
    }

    private static Map<?, ?> map(String body) throws StripeException, IOException {
        return (Map<?, ?>) read(body, AnswerFormat.MAP);
    }

    @Test
    void aMapHoldsPlainJavaInTheOrderReceived() throws Exception {
        Map<?, ?> map =
                map(
                        """
                        {"z":"é\\u00e9😀","int":7,"long":9007199254740993,"neg":-1,"dec":25.50,
                         "exp":1e3,"t":true,"f":false,"n":null,"e":{},"l":[1,[],{"k":"v"}],
                         "big":123456789012345678901234567890}""");

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("z", "éé😀");
        expected.put("int", 7L);
        expected.put("long", 9007199254740993L);
        expected.put("neg", -1L);
        expected.put("dec", 25.5);
        expected.put("exp", 1000.0);
        expected.put("t", true);
        expected.put("f", false);
        expected.put("n", null);
        expected.put("e", Map.of());
        expected.put("l", List.of(1L, List.of(), Map.of("k", "v")));
        expected.put("big", new BigInteger("123456789012345678901234567890"));
        assertThat(map).isEqualTo(expected);
        assertThat(new ArrayList<Object>(map.keySet()))
                .isEqualTo(new ArrayList<Object>(expected.keySet()));
        assertThat(map).isExactlyInstanceOf(LinkedHashMap.class);
    }

    @Test
    void namesAreSharedBetweenAnswers() throws Exception {
        Object first = map("{\"payment_method_options\":1}").keySet().iterator().next();
        Object second = map("{\"payment_method_options\":2}").keySet().iterator().next();

        assertThat(first).isSameAs(second);
    }

    @Test
    void jsonIsTheTextAsReceived() throws Exception {
        String text = " {\"id\" : \"pi_1\",\n \"amount\":1.50} ";

        assertThat(read(text, AnswerFormat.JSON)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(AnswerFormat.class)
    void aListOnTopIsAList(AnswerFormat format) throws Exception {
        Object expected = format == AnswerFormat.JSON ? "[1,2]" : List.of(1L, 2L);

        assertThat(read("[1,2]", format)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<html>not json",
                "{\"id\":\"pi_1\"",
                "{\"id\":\"pi_1\"} trailing",
                "{\"id\":\"pi_1\"}{}",
                "{'id':1}",
                "null",
                "\"x\"",
                "7",
                "true",
                "{\"a\":NaN}",
            })
    void aSuccessThatCannotBeReadLeavesTheOutcomeOpen(String body) {
        for (AnswerFormat format : AnswerFormat.values()) {
            assertThatExceptionOfType(UnreadableAnswerException.class)
                    .isThrownBy(() -> read(body, format))
                    .withMessageStartingWith(
                            "Stripe answered 200 (request req_1) with "
                                    + body.length()
                                    + " bytes that are not the JSON expected")
                    .withNoCause();
        }
    }

    @Test
    void brokenUtf8CannotBeRead() {
        byte[] bytes = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
        WireResponse response = new WireResponse(200, Map.of(), bytes, null);

        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> new AnswerReader().read(response, CALL, AnswerFormat.MAP));
    }

    @ParameterizedTest
    @EnumSource(AnswerFormat.class)
    void nestingWithoutEndCannotBeRead(AnswerFormat format) throws Exception {
        String fits = "{\"a\":".repeat(450) + "1" + "}".repeat(450);
        String endless = "{\"a\":".repeat(100_000);

        assertThat(read(fits, format)).isNotNull();
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> read(endless, format));
    }

    @Test
    void noContentIsEmpty() throws Exception {
        WireResponse response = Calls.response(204, "");
        AnswerReader reader = new AnswerReader();

        assertThat(reader.read(response, CALL, AnswerFormat.MAP)).isEqualTo(Map.of());
        assertThat(reader.read(response, CALL, AnswerFormat.JSON)).isEqualTo("");
        assertThat(reader.read(response, CALL, AnswerFormat.OBJECT)).isNull();
    }

    @ParameterizedTest
    @EnumSource(AnswerFormat.class)
    void aReportThatFailedIsNoFailedCall(AnswerFormat format) throws Exception {
        String run =
                "{\"id\":\"frr_1\",\"object\":\"reporting.report_run\",\"error\":\"No data.\"}";

        assertThat(read(run, format)).isNotNull();
    }

    @Test
    void aFileIsAStream() throws Exception {
        StripeCall pdf = Calls.call("quotes.pdf", List.of("qt_1"), Map.of());
        InputStream stream = new ByteArrayInputStream(new byte[] {1});
        WireResponse streamed = new WireResponse(200, Map.of(), new byte[0], stream);
        WireResponse buffered =
                new WireResponse(200, Map.of(), "%PDF".getBytes(StandardCharsets.UTF_8), null);

        assertThat(new AnswerReader().read(streamed, pdf, AnswerFormat.MAP)).isSameAs(stream);
        Object read = new AnswerReader().read(buffered, pdf, AnswerFormat.JSON);
        assertThat((InputStream) read).hasContent("%PDF");
    }
}
