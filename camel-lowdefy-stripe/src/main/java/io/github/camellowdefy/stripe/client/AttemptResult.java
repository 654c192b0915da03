// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.time.Duration;
import java.util.Map;

/**
 * How one attempt ended.
 *
 * @param body what was read from a success
 * @param failure null after a success
 * @param effect what is known of what Stripe did
 * @param status the status of the answer; 0 when there was none
 * @param headers the headers of the answer; empty when there was none
 * @param cause why it may be repeated; null when it may not
 * @param delay how long to wait before that
 */
record AttemptResult(
        Object body,
        Exception failure,
        Effect effect,
        int status,
        Map<String, String> headers,
        RetryCause cause,
        Duration delay) {
    /** Leaves the body out: it may hold a secret, and personal data. */
    @Override
    public String toString() {
        return "AttemptResult[" + status + ", " + effect + ", " + cause + ']';
    }

    /** What Stripe did with an attempt, as far as can be known. */
    enum Effect {
        /** No request went out. */
        NOT_SENT,
        /**
         * Stripe refused the request. It need not have looked at the idempotency key for that, so
         * the refusal says nothing about an earlier attempt.
         */
        REFUSED,
        /** Stripe may have acted: no answer came, or one that does not say what was done. */
        OPEN,
        /** Stripe has told what became of the call under its key, earlier attempts included. */
        SETTLED
    }

    static AttemptResult success(WireResponse response, Object body) {
        return new AttemptResult(
                body,
                null,
                Effect.SETTLED,
                response.status(),
                response.headers(),
                null,
                Duration.ZERO);
    }

    /** An answer that is an error, or a success that cannot be read. */
    static AttemptResult failed(WireResponse response, Exception failure, Effect effect) {
        return new AttemptResult(
                null, failure, effect, response.status(), response.headers(), null, Duration.ZERO);
    }

    /** No answer. */
    static AttemptResult unanswered(Exception failure, Effect effect) {
        return new AttemptResult(null, failure, effect, 0, Map.of(), null, Duration.ZERO);
    }

    AttemptResult repeatable(RetryCause why, Duration after) {
        return new AttemptResult(body, failure, effect, status, headers, why, after);
    }

    /**
     * Whether Stripe has said that the same request would be of no use. It says so of a 429 as
     * well, which means this moment only.
     */
    boolean advisesAgainst() {
        return status != 429 && "false".equals(headers.get("stripe-should-retry"))
                || status >= 500 && StripeAnswer.isReplayed(headers);
    }

    boolean isRepeatable() {
        return cause != null;
    }
}
