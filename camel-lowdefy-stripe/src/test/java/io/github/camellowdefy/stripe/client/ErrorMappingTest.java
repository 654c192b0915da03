// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.exception.TemporarySessionExpiredException;
import com.stripe.exception.oauth.InvalidClientException;
import com.stripe.exception.oauth.InvalidGrantException;
import com.stripe.exception.oauth.InvalidScopeException;
import com.stripe.exception.oauth.OAuthException;
import com.stripe.exception.oauth.UnsupportedGrantTypeException;
import com.stripe.exception.oauth.UnsupportedResponseTypeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.AnswerReader;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorMappingTest {

    private static final StripeCall V1 = Calls.call("paymentIntents.create", Map.of());
    private static final StripeCall V2 = Calls.call("v2.core.accounts.create", Map.of());
    private static final StripeCall OAUTH = Calls.call("oauth.token", Map.of());

    private record Row(int status, String error, Class<? extends StripeException> type) {}

    private static StripeException thrown(StripeCall call, WireResponse response) {
        StripeException thrown =
                catchThrowableOfType(
                        StripeException.class,
                        () -> new AnswerReader().read(response, call, AnswerFormat.MAP));
        assertThat(thrown).isNotNull();
        return thrown;
    }

    static Stream<Row> errors() {
        return Stream.of(
                new Row(400, "{\"type\":\"invalid_request_error\"}", InvalidRequestException.class),
                new Row(400, "{\"type\":\"idempotency_error\"}", IdempotencyException.class),
                new Row(400, "{}", InvalidRequestException.class),
                new Row(401, "{\"type\":\"invalid_request_error\"}", AuthenticationException.class),
                new Row(402, "{\"type\":\"card_error\"}", CardException.class),
                new Row(403, "{\"type\":\"invalid_request_error\"}", PermissionException.class),
                new Row(404, "{\"type\":\"invalid_request_error\"}", InvalidRequestException.class),
                new Row(404, "{\"type\":\"idempotency_error\"}", IdempotencyException.class),
                new Row(409, "{\"type\":\"idempotency_error\"}", ApiException.class),
                new Row(418, "{\"type\":\"teapot\"}", ApiException.class),
                new Row(429, "{\"type\":\"invalid_request_error\"}", RateLimitException.class),
                new Row(500, "{\"type\":\"api_error\"}", ApiException.class),
                new Row(502, "{}", ApiException.class),
                new Row(503, "{\"type\":\"api_error\"}", ApiException.class));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void theClassIsStripeJavas(Row row) {
        String error = row.error.replaceFirst("}$", row.error.equals("{}") ? "" : ",");
        String body =
                "{\"error\":%s\"message\":\"No.\",\"code\":\"c\",\"param\":\"p\"}}"
                        .formatted(error);
        for (StripeCall call : new StripeCall[] {V1, V2}) {
            StripeException thrown = thrown(call, Calls.response(row.status, body));

            assertThat(thrown).isExactlyInstanceOf(row.type);
            assertThat(thrown.getStatusCode()).isEqualTo(row.status);
            assertThat(thrown.getRequestId()).isEqualTo("req_1");
            assertThat(thrown.getCode()).isEqualTo("c");
            assertThat(thrown.getMessage()).startsWith("No.").contains("req_1");
            assertThat(thrown.getStripeError().getParam()).isEqualTo("p");
        }
    }

    @Test
    void aDeclineTellsEverythingStripeTold() {
        CardException decline =
                (CardException)
                        thrown(
                                V1,
                                Calls.response(
                                        402,
                                        """
                                        {"error":{"type":"card_error","code":"card_declined",
                                        "decline_code":"insufficient_funds","param":"source",
                                        "charge":"ch_1","message":"Your card was declined.",
                                        "payment_intent":{"id":"pi_1","object":"payment_intent",
                                        "status":"requires_payment_method"}}}""",
                                        "stripe-should-retry",
                                        "false"));

        assertThat(decline.getCode()).isEqualTo("card_declined");
        assertThat(decline.getDeclineCode()).isEqualTo("insufficient_funds");
        assertThat(decline.getParam()).isEqualTo("source");
        assertThat(decline.getCharge()).isEqualTo("ch_1");
        assertThat(decline.getStripeError().getPaymentIntent().getStatus())
                .isEqualTo("requires_payment_method");
        assertThat(decline.getStripeError().getLastResponse().headers())
                .satisfies(
                        headers ->
                                assertThat(headers.firstValue("Stripe-Should-Retry"))
                                        .contains("false"));
    }

    @Test
    void v2HasExceptionsOfItsOwn() {
        assertThat(
                        thrown(
                                V2,
                                Calls.response(
                                        400,
                                        "{\"error\":{\"type\":\"temporary_session_expired\","
                                                + "\"message\":\"m\",\"code\":\"c\"}}")))
                .isExactlyInstanceOf(TemporarySessionExpiredException.class)
                .hasMessageStartingWith("m");
        assertThat(
                        thrown(
                                V2,
                                Calls.response(
                                        429,
                                        "{\"error\":{\"type\":\"rate_limit\",\"message\":\"m\"}}")))
                .isExactlyInstanceOf(RateLimitException.class);
    }

    static Stream<Map.Entry<String, Class<?>>> oauthErrors() {
        return Map.<String, Class<?>>of(
                "invalid_client",
                InvalidClientException.class,
                "invalid_grant",
                InvalidGrantException.class,
                "invalid_request",
                com.stripe.exception.oauth.InvalidRequestException.class,
                "invalid_scope",
                InvalidScopeException.class,
                "unsupported_grant_type",
                UnsupportedGrantTypeException.class,
                "unsupported_response_type",
                UnsupportedResponseTypeException.class,
                "something_new",
                ApiException.class)
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("oauthErrors")
    void oauthErrorsAreText(Map.Entry<String, Class<?>> row) {
        StripeException thrown =
                thrown(
                        OAUTH,
                        Calls.response(
                                400,
                                "{\"error\":\"%s\",\"error_description\":\"Because.\"}"
                                        .formatted(row.getKey())));

        assertThat(thrown).isExactlyInstanceOf(row.getValue());
        assertThat(thrown.getStatusCode()).isEqualTo(400);
        assertThat(thrown.getRequestId()).isEqualTo("req_1");
        if (thrown instanceof OAuthException oauth) {
            assertThat(oauth.getOauthError().getErrorDescription()).isEqualTo("Because.");
        }
    }

    static Stream<String> unlikeStripe() {
        return Stream.of(
                "",
                " ",
                "<html>oops</html>",
                "null",
                "7",
                "\"x\"",
                "[1,2]",
                "[]",
                "{}",
                "{",
                "{\"id\":\"obj_1\"}",
                "{\"error\":null}",
                "{\"error\":5}",
                "{\"error\":true}",
                "{\"error\":[]}",
                "{\"error\":[{\"message\":\"m\"}]}",
                "{\"error\":{\"type\":{}}}",
                "{\"error\":{\"message\":[1]}}",
                "{\"error\":{\"message\":{\"a\":1}}}",
                "{\"error\":{\"type\":\"card_error\"",
                "{\"error\":" + "{\"error\":".repeat(100_000),
                "[".repeat(100_000),
                "{\"a\":".repeat(400) + "1" + "}".repeat(400));
    }

    @ParameterizedTest
    @MethodSource("unlikeStripe")
    void whatIsNoErrorOfStripeIsAnApiExceptionThatQuotesNothing(String body) {
        for (StripeCall call : new StripeCall[] {V1, V2, OAUTH}) {
            for (int status : new int[] {302, 400, 402, 404, 429, 502}) {
                StripeException thrown =
                        thrown(call, Calls.response(status, body, "content-type", "text/html"));

                assertThat(thrown).isExactlyInstanceOf(ApiException.class);
                assertThat(thrown.getStatusCode()).isEqualTo(status);
                assertThat(thrown.getRequestId()).isEqualTo("req_1");
                assertThat(thrown.getMessage())
                        .startsWith("Stripe answered " + status)
                        .hasSizeLessThan(150)
                        .doesNotContain("oops", "obj_1");
            }
        }
    }

    @Test
    void aGatewaysPageIsNamedForWhatItIs() {
        WireResponse page =
                new WireResponse(
                        502,
                        Map.of("content-type", "text/html"),
                        "<html>".getBytes(StandardCharsets.UTF_8),
                        null);

        assertThat(thrown(V1, page))
                .hasMessage("Stripe answered 502 without an error in JSON (text/html, 6 bytes)");
        assertThat(thrown(V1, Calls.response(503, "")))
                .hasMessageStartingWith(
                        "Stripe answered 503 with nothing in it; request-id: req_1");
        assertThat(thrown(V1, Calls.response(302, "{}")))
                .hasMessageStartingWith(
                        "Stripe answered 302, which is neither a success nor an error;"
                                + " redirects are not followed");
    }

    @ParameterizedTest
    @CsvSource({
        "card_error, com.stripe.exception.CardException, 402",
        "invalid_request_error, com.stripe.exception.InvalidRequestException, 400",
        "idempotency_error, com.stripe.exception.IdempotencyException, 400",
        "rate_limit_error, com.stripe.exception.RateLimitException, 429",
        "authentication_error, com.stripe.exception.AuthenticationException, 401",
        "api_error, com.stripe.exception.ApiException, 500",
    })
    void anErrorInASuccessIsThrownAsItsTypeSays(String type, Class<?> expected, int status) {
        StripeException thrown =
                thrown(
                        V1,
                        Calls.response(
                                200,
                                "{\"error\":{\"type\":\"%s\",\"message\":\"with a 200\"}}"
                                        .formatted(type)));

        assertThat(thrown).isExactlyInstanceOf(expected).hasMessageStartingWith("with a 200");
        assertThat(thrown.getStatusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(AnswerFormat.class)
    void anErrorInASuccessIsSeenInEveryFormat(AnswerFormat format) {
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(
                        () ->
                                new AnswerReader()
                                        .read(
                                                Calls.response(
                                                        200, "{\"error\":\"invalid_grant\"}"),
                                                OAUTH,
                                                format));
    }

    @Test
    void aKeyThatIsEchoedIsMasked() {
        StripeException thrown =
                thrown(
                        V1,
                        Calls.response(
                                401,
                                "{\"error\":{\"message\":\"sk_live_canary123 rk_test_canary456"
                                        + " whsec_canary789 sk_test_****efy\"}}"));

        assertThat(thrown)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageStartingWith("sk_*** rk_*** whsec_*** sk_test_****efy");
        assertThat(thrown.getStripeError().getLastResponse().body()).doesNotContain("canary");
    }

    @Test
    void theTelemetryStripeJavaKeepsForTheWholeJvmLearnsNothing() throws StripeException {
        String telemetry = "X-Stripe-Client-Telemetry";
        List<StripeRequest> requests = new ArrayList<>();
        StripeClient bystander =
                StripeClient.builder()
                        .setApiKey("sk_test_bystander")
                        .setHttpClient(
                                new HttpClient() {
                                    @Override
                                    public StripeResponse request(StripeRequest request) {
                                        requests.add(request);
                                        return new StripeResponse(
                                                200, HttpHeaders.of(Map.of()), "{}");
                                    }
                                })
                        .build();
        do {
            // takes out what tests before this one may have left
            requests.clear();
            bystander.v1().balance().retrieve();
        } while (requests.get(0).headers().firstValue(telemetry).isPresent());

        thrown(V1, Calls.response(402, "{\"error\":{\"type\":\"card_error\"}}"));
        bystander.v1().balance().retrieve();

        assertThat(requests.get(1).headers().firstValue(telemetry)).isEmpty();
    }
}
