// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import com.stripe.exception.ApiException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.client.http.FinishedResponse;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Failed answers as stripe-java's exceptions, chosen and filled by stripe-java itself. An answer
 * that it has no exception for (a gateway's page, an empty body, JSON without an error) is an
 * {@link ApiException} with status, request id and a short text that quotes nothing.
 */
public final class ErrorMapper {

    private static final int FIRST_ERROR_STATUS = 300;

    /** The status Stripe sends with an error of a type, for errors that came with a success. */
    private static final Map<String, Integer> STATUS_OF_TYPE =
            Map.of(
                    "card_error", 402,
                    "invalid_request_error", 400,
                    "idempotency_error", 400,
                    "authentication_error", 401,
                    "rate_limit_error", 429);

    private ErrorMapper() {}

    /** The exception for a response that is no success, or a success with an error in it. */
    static StripeException map(WireResponse response, boolean v2) {
        Object error = error(response);
        if (error != null) {
            StripeException exception = mapped(response, status(response.status(), error), v2);
            if (exception != null) {
                return exception;
            }
        }
        return new ApiException(
                describe(response),
                response.headers().get("request-id"),
                null,
                response.status(),
                null);
    }

    /**
     * Whether it is Stripe that answered: its errors have a type, those of OAuth a description. Any
     * other error comes from a proxy, which cannot tell whether Stripe executed the request.
     */
    public static boolean isFromStripe(WireResponse response) {
        Map<?, ?> answer = object(response.bytes());
        return answer.get("error") instanceof Map<?, ?> error
                ? error.get("type") instanceof String
                : answer.get("error") instanceof String
                        && answer.get("error_description") instanceof String;
    }

    private static Object error(WireResponse response) {
        Object error = object(response.bytes()).get("error");
        return error instanceof Map || error instanceof String ? error : null;
    }

    private static StripeException mapped(WireResponse response, int status, boolean v2) {
        String text = new String(response.bytes(), StandardCharsets.UTF_8);
        // Stripe masks keys in its messages; a proxy that answers in its place might not
        String masked = Excerpt.withoutKeys(text);
        try {
            StripeException exception =
                    FinishedResponse.exceptionFor(status, response.headers(), masked, v2);
            // with a cause it is stripe-java's way to say that it could not read the error
            return exception == null || exception.getCause() != null ? null : exception;
        } catch (RuntimeException e) {
            // stripe-java expects errors to be shaped like Stripe's
            return null;
        }
    }

    private static int status(int status, Object error) {
        if (status >= FIRST_ERROR_STATUS) {
            return status;
        }
        Object type = error instanceof Map<?, ?> members ? members.get("type") : null;
        return type instanceof String name ? STATUS_OF_TYPE.getOrDefault(name, 500) : 400;
    }

    private static Map<?, ?> object(byte[] json) {
        try {
            return JsonTree.read(json) instanceof Map<?, ?> map ? map : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static String describe(WireResponse response) {
        String answered = "Stripe answered " + response.status();
        if (response.status() < 400) {
            return answered
                    + ", which is neither a success nor an error; redirects are not followed";
        }
        if (response.bytes().length == 0) {
            return answered + " with nothing in it";
        }
        String type = response.headers().getOrDefault("content-type", "no content type");
        return "%s without an error in JSON (%s, %d bytes)"
                .formatted(answered, type, response.bytes().length);
    }
}
