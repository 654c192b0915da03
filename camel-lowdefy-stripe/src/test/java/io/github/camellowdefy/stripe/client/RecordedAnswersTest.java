// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.exception.oauth.InvalidGrantException;
import io.github.camellowdefy.stripe.Conformance;
import io.github.camellowdefy.stripe.Conformance.Lowdefy;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.AnswerReader;
import io.github.camellowdefy.stripe.client.answer.UnreadableAnswerException;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripted answers Lowdefy's handler was given, and what it and we make of them. */
class RecordedAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Class<?>> SAME =
            Map.ofEntries(
                    entry("StripeInvalidRequestError", InvalidRequestException.class),
                    entry("StripeIdempotencyError", IdempotencyException.class),
                    entry("StripeAuthenticationError", AuthenticationException.class),
                    entry("StripeCardError", CardException.class),
                    entry("StripePermissionError", PermissionException.class),
                    entry("StripeRateLimitError", RateLimitException.class),
                    entry("StripeInvalidGrantError", InvalidGrantException.class),
                    entry("StripeAPIError", ApiException.class),
                    entry("StripeUnknownError", ApiException.class));

    /** Where stripe-java decides otherwise, or where Node's answer would be no use to anybody. */
    private static final Map<String, Class<?>> OTHERWISE =
            Map.ofEntries(
                    entry("answer/409", ApiException.class),
                    entry("answer/400-without-error", ApiException.class),
                    entry("answer/302", ApiException.class),
                    entry("answer/200-invalid-json", UnreadableAnswerException.class),
                    entry("answer/200-empty-body", UnreadableAnswerException.class),
                    entry("answer/200-json-null", UnreadableAnswerException.class),
                    entry("answer/200-json-string", UnreadableAnswerException.class));

    static Stream<Lowdefy> answers() {
        return Conformance.lowdefy().stream().filter(row -> row.group().equals("answer"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerEndsAsItDoesInNodeOrBetter(Lowdefy row) throws Exception {
        StripeCall call = Calls.read(row.request());
        WireResponse response = response(row.server().get(0));
        AnswerReader reader = new AnswerReader();
        JsonNode outcome = JSON.valueToTree(row.outcomes().get(0)).get("handler");
        JsonNode error = outcome.path("error");
        Class<?> expected =
                OTHERWISE.getOrDefault(row.name(), SAME.get(error.path("class").asText()));
        if (row.name().equals("answer/204")) {
            assertThat(reader.read(response, call, AnswerFormat.MAP)).isEqualTo(Map.of());
        } else if (expected == null) {
            Object read = reader.read(response, call, AnswerFormat.MAP);
            assertThat(JSON.readTree(JSON.writeValueAsString(read)))
                    .isEqualTo(outcome.get("result"));
        } else {
            Throwable thrown = catchThrowable(() -> reader.read(response, call, AnswerFormat.MAP));
            assertThat(thrown).isExactlyInstanceOf(expected);
            if (thrown instanceof StripeException exception
                    && error.path("fields").has("rawType")) {
                assertThat(exception.getMessage()).startsWith(error.get("message").asText());
                if (error.path("fields").has("code")) {
                    assertThat(exception.getCode())
                            .isEqualTo(error.path("fields").path("code").asText());
                }
            }
        }
    }

    private static WireResponse response(Map<String, Object> server) {
        Map<String, String> headers = new TreeMap<>(Map.of("request-id", "req_1"));
        if (server.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put(name.toString(), (String) value));
        }
        return new WireResponse(
                (Integer) server.get("status"),
                headers,
                server.get("body").toString().getBytes(StandardCharsets.UTF_8),
                null);
    }
}
