// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import io.github.camellowdefy.stripe.client.StripeUnansweredException;
import io.github.camellowdefy.stripe.client.answer.UnreadableAnswerException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are no JSON, or hold something else in every place that is read. */
class HostileAnswersTest {

    private static final List<String> FORMS = List.of("map", "json", "object");

    private static final List<String> READS =
            List.of(
                    "customers/retrieve",
                    "customers/list",
                    "customers/search",
                    "events/retrieve",
                    "quotes/pdf",
                    "v2/core/accounts/retrieve",
                    "v2/core/events/list");

    private static final List<String> WRITES =
            List.of("customers/create", "oauth/token", "v2/core/accounts/create");

    private static Routes routes;

    @BeforeAll
    static void start() throws Exception {
        routes =
                Routes.start(
                        context -> {
                            StripeConfiguration configuration =
                                    context.getComponent("stripe", StripeComponent.class)
                                            .getConfiguration();
                            configuration.setConnectBase(configuration.getApiBase());
                        },
                        r -> {
                            for (String form : FORMS) {
                                r.from("direct:" + form).to("stripe?outputType=" + form);
                            }
                        });
    }

    @AfterAll
    static void close() {
        routes.close();
    }

    /** Bodies that are not one JSON object or array. */
    static Stream<byte[]> unreadable() {
        return Stream.concat(
                Stream.of(
                                "",
                                " ",
                                "null",
                                "5",
                                "true",
                                "\"text\"",
                                "{",
                                "[",
                                "{}{}",
                                "{} x",
                                "{\"id\":}",
                                "{\"id\":\"cus_1\"",
                                "{id:1}",
                                "{'id':1}",
                                "{\"id\":NaN}",
                                "{\"id\":\"a\nb\"}",
                                "{\"id\":\"\\x\"}",
                                "<html><body>502</body></html>",
                                "\u0000",
                                "id=cus_1",
                                "[".repeat(1_000) + "]".repeat(1_000),
                                "{\"a\":".repeat(100_000),
                                "[".repeat(1_000_000),
                                "{\"a\":" + "9".repeat(100_000) + "}",
                                "{\"" + "a".repeat(100_000) + "\":1}")
                        .map(text -> text.getBytes(UTF_8)),
                Stream.of(
                        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'},
                        new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
                        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                        "{\"id\":\"cus_1\"}".getBytes(UTF_16)));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatIsNoJsonOfAReadIsNoAnswer(byte[] answer) throws Exception {
        for (String form : FORMS) {
            for (String read : READS) {
                Exchange done = answered(form, read, 200, answer);

                if (!read.equals("quotes/pdf")) {
                    assertThat(done.getException())
                            .as("%s as %s", read, form)
                            .isInstanceOf(StripeUnansweredException.class)
                            .hasRootCauseInstanceOf(UnreadableAnswerException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatIsNoJsonOfAWriteLeavesItsOutcomeUnknown(byte[] answer) throws Exception {
        for (String form : FORMS) {
            for (String write : WRITES) {
                assertThat(answered(form, write, 200, answer).getException())
                        .as("%s as %s", write, form)
                        .isInstanceOf(StripeOutcomeUnknownException.class)
                        .hasRootCauseInstanceOf(UnreadableAnswerException.class);
            }
        }
    }

    /** Values in place of any other. */
    private static final List<String> ODD =
            List.of(
                    "null",
                    "true",
                    "5",
                    "-1.5e300",
                    "99999999999999999999999999",
                    "\"text\"",
                    "\"\"",
                    "\"\\ud800\"",
                    "[]",
                    "[null]",
                    "[[[]]]",
                    "{}",
                    "{\"object\":null}",
                    "{\"id\":{}}",
                    "{\"object\":\"list\",\"data\":7}");

    /** Objects with something else in each place that anybody reads. */
    static Stream<String> odd() {
        return Stream.of(
                        "{\"object\":%s}",
                        "{\"id\":%s,\"object\":\"customer\"}",
                        "{\"id\":\"cus_1\",\"object\":\"customer\",\"metadata\":%s}",
                        "{\"id\":\"cus_1\",\"object\":\"customer\",\"balance\":%s,\"balance\":1}",
                        "{\"id\":\"cus_1\",\"object\":\"customer\",\"subscriptions\":%s}",
                        "{\"object\":\"list\",\"data\":%s}",
                        "{\"object\":\"list\",\"data\":[],\"has_more\":%s,\"url\":%<s}",
                        "{\"object\":\"list\",\"data\":[%s],\"has_more\":true}",
                        "{\"object\":\"search_result\",\"data\":%s,\"next_page\":%<s}",
                        "{\"data\":%s,\"next_page_url\":%<s,\"has_more\":%<s}",
                        "{\"object\":\"event\",\"id\":\"evt_1\",\"data\":%s}",
                        "{\"object\":\"event\",\"id\":\"evt_1\",\"data\":{\"object\":%s}}",
                        "{\"object\":\"v2.core.event\",\"related_object\":%s,\"data\":%<s}",
                        "{\"error\":%s}",
                        "{\"error\":{\"type\":%s}}",
                        "{\"error\":{\"type\":%s,\"message\":%<s,\"code\":%<s,\"param\":%<s,\"decline_code\":%<s,\"doc_url\":%<s}}",
                        "{\"error\":{\"type\":\"card_error\",\"payment_intent\":%s,\"charge\":%<s,\"source\":%<s}}",
                        "{\"error\":{\"type\":\"invalid_request_error\",\"code\":%s}}",
                        "{\"error\":\"invalid_grant\",\"error_description\":%s}",
                        "\uFEFF{\"object\":\"list\",\"data\":[],\"has_more\":%s}",
                        "%s")
                .flatMap(place -> ODD.stream().map(place::formatted))
                .filter(json -> "{[\uFEFF".indexOf(json.charAt(0)) >= 0);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whatIsOddIsHandedOnOrIsAFailureOfTheCall(String answer) throws Exception {
        for (String form : FORMS) {
            for (String call :
                    List.of("customers/list", "events/retrieve", "v2/core/accounts/create")) {
                Exchange done = answered(form, call, 200, answer.getBytes(UTF_8));

                assertThatItIsNoFault(done, call + " as " + form);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 400, 402, 409, 429, 500})
    void anErrorOfAnyShapeIsAFailureOfTheCall(int status) throws Exception {
        List<byte[]> answers =
                Stream.concat(unreadable(), odd().map(json -> json.getBytes(UTF_8))).toList();
        for (byte[] answer : answers) {
            for (String call : List.of("customers/create", "v2/core/accounts/create")) {
                Exchange done = answered("map", call, status, answer);

                assertThatItIsNoFault(done, call + ' ' + new String(answer, UTF_8));
                assertThat(done.getException() == null).isEqualTo(status == 204);
            }
        }
    }

    private static void assertThatItIsNoFault(Exchange done, String what) {
        Exception failure = done.getException();
        if (failure != null) {
            assertThat(failure)
                    .as(what)
                    .isInstanceOfAny(StripeException.class, StripeUnansweredException.class);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause)
                    .as(what)
                    .isNotInstanceOfAny(
                            NullPointerException.class,
                            ClassCastException.class,
                            IllegalStateException.class,
                            IndexOutOfBoundsException.class,
                            Error.class);
        }
        Object object = done.getMessage().getHeader(StripeConstants.OBJECT);
        assertThat(object == null || object instanceof String).as(what).isTrue();
    }

    private static Exchange answered(String form, String call, int status, byte[] answer)
            throws Exception {
        routes.server().otherwise(Reply.bytes(status, "application/json", answer));
        boolean takesId = call.endsWith("retrieve") || call.endsWith("pdf");
        return routes.send(
                "direct:" + form,
                exchange -> {
                    exchange.getMessage().setHeader(StripeConstants.OPERATION, call);
                    exchange.getMessage()
                            .setBody(takesId ? List.of("id_1") : Map.of("name", "Ada"));
                });
    }
}
