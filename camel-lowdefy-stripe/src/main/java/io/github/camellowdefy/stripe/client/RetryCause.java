// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

/**
 * Why an attempt is repeated.
 *
 * <pre>{@code
 * long lost = connection.snapshot().retriesByCause().get(RetryCause.CONNECTION_LOST);
 * }</pre>
 */
public enum RetryCause {
    /** There was no connection, so nothing was sent. */
    NOT_SENT,
    /** No whole answer came in time. */
    TIMEOUT,
    /** The connection was reset or closed before the answer was whole. */
    CONNECTION_LOST,
    /** The answer is a success that cannot be read. */
    UNREADABLE,
    /** 409: another request with the same key or object is under way. */
    CONFLICT,
    /** 429 with the code {@code lock_timeout}: the object is locked by another request. */
    LOCK_TIMEOUT,
    /** 429: too many requests. */
    RATE_LIMIT,
    /** 5xx. */
    SERVER_ERROR,
    /** Any other status with {@code Stripe-Should-Retry: true}. */
    ADVISED
}
