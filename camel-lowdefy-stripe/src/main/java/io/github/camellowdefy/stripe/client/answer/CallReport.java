// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

/**
 * The report of a call that has ended, successful or not. Holds no secret.
 *
 * <pre>{@code
 * connection.addListener(report -> log.info("{} took {} ms", report.operation(), report.durationMillis()));
 * }</pre>
 *
 * @param operation the dotted name of the operation
 * @param idempotencyKey the key all its requests carried, or null
 * @param outcome its outcome
 * @param attempts how many requests were made for it
 * @param status the HTTP status of the last answer; 0 when there was none
 * @param requestId Stripe's {@code Request-Id} of the last answer, or null
 * @param rateLimitedReason the header {@code Stripe-Rate-Limited-Reason} of the last answer, or
 *     null
 * @param durationMillis from being handed in to having ended, waiting included
 * @param acted whether Stripe may have acted on a request of this call, or of an earlier one under
 *     the same key, and has not reported the outcome since
 * @param retryable whether the same call may usefully be made again under the same key
 */
public record CallReport(
        String operation,
        String idempotencyKey,
        CallOutcome outcome,
        int attempts,
        int status,
        String requestId,
        String rateLimitedReason,
        long durationMillis,
        boolean acted,
        boolean retryable) {

    /**
     * Whether Stripe has not given a final answer; until then the call may only be repeated with
     * the same idempotency key.
     */
    public boolean open() {
        return acted || retryable;
    }
}
