// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

/**
 * The outcome of a call.
 *
 * <pre>{@code
 * if (report.outcome() == CallOutcome.UNKNOWN) {
 *     repeatWith(report.idempotencyKey());
 * }
 * }</pre>
 */
public enum CallOutcome {
    /** Stripe answered with a success. */
    SUCCEEDED,
    /** Stripe answered with an error. */
    FAILED,
    /** Stripe may have acted on an attempt, and no answer since tells the outcome. */
    UNKNOWN,
    /** No attempt went out: no connection, no turn in time. */
    NOT_SENT,
    /** So many calls were waiting that it was not taken in. */
    REJECTED,
    /** It could not become a request. */
    INVALID,
    /** The caller gave it up, or the connection was closed. */
    CANCELLED;

    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * Whether the same call may usefully be made again under the same key.
     *
     * @param status of the last answer
     * @param acted whether Stripe may have acted on a request and has not reported the outcome
     *     since
     */
    public boolean isRetryable(int status, boolean acted) {
        return switch (this) {
            case SUCCEEDED, INVALID -> false;
            case FAILED -> acted || status == TOO_MANY_REQUESTS;
            case UNKNOWN, NOT_SENT, REJECTED, CANCELLED -> true;
        };
    }
}
