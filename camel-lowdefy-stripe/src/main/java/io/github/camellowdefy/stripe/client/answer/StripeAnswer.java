// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import java.util.Map;

/**
 * A successful answer.
 *
 * <pre>{@code
 * StripeAnswer answer = connection.send(call, AnswerFormat.MAP).get();
 * Map<?, ?> customer = (Map<?, ?>) answer.body();
 * }</pre>
 *
 * @param report the report of the call
 * @param body by {@link AnswerFormat}: a map (or list), the JSON text, or stripe-java's object; an
 *     {@link java.io.InputStream} the receiver closes where the operation's answer is a file
 * @param headers the answer's headers, names in lower case
 */
public record StripeAnswer(CallReport report, Object body, Map<String, String> headers) {

    /** Leaves the body out: it may hold a secret, and personal data. */
    @Override
    public String toString() {
        return "StripeAnswer[" + status() + ", " + requestId() + ']';
    }

    /** The HTTP status. */
    public int status() {
        return report.status();
    }

    /** Stripe's {@code Request-Id}, or null. */
    public String requestId() {
        return report.requestId();
    }

    /** How many requests were sent for the answer, at least 1. */
    public int attempts() {
        return report.attempts();
    }

    /** The key the requests carried, or null. */
    public String idempotencyKey() {
        return report.idempotencyKey();
    }

    /** Whether Stripe repeated a stored answer instead of acting again. */
    public boolean idempotentReplayed() {
        return isReplayed(headers);
    }

    public static boolean isReplayed(Map<String, String> headers) {
        return "true".equals(headers.get("idempotent-replayed"));
    }
}
