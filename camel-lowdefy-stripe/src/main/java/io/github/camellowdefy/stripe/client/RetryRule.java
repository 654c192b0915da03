// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.answer.UnreadableAnswerException;
import io.github.camellowdefy.stripe.client.encode.RequestNotSentException;
import io.github.camellowdefy.stripe.client.encode.UnreadableBodyException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/**
 * Decides whether an attempt may be repeated, and after which delay. Pure but for the jitter.
 *
 * @param budgeted whether there is a budget of requests; without one a plain 429 is the route's to
 *     deal with, since repeating it makes it worse
 * @param random numbers from 0 to 1
 */
record RetryRule(boolean budgeted, DoubleSupplier random) {

    private static final long FIRST_WAIT = 500;
    private static final long LONGEST_WAIT = 5000;
    private static final long LONGEST_RETRY_AFTER = 60;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    /**
     * The cause to repeat an attempt Stripe answered with an error; null when it is final.
     *
     * @param code Stripe's code of the error, or null
     */
    RetryCause cause(int status, Map<String, String> headers, String code) {
        RetryCause byStatus = byStatus(status, code);
        String advice = headers.get("stripe-should-retry");
        if ("true".equals(advice)) {
            return byStatus != null ? byStatus : RetryCause.ADVISED;
        }
        boolean refused = byStatus == RetryCause.RATE_LIMIT && !budgeted;
        return "false".equals(advice) || refused ? null : byStatus;
    }

    /** The cause to repeat an attempt without an answer; null when that could not help. */
    RetryCause cause(IOException failure) {
        if (failure instanceof UnreadableBodyException) {
            return null;
        }
        if (failure instanceof RequestNotSentException) {
            return RetryCause.NOT_SENT;
        }
        if (failure instanceof UnreadableAnswerException) {
            return RetryCause.UNREADABLE;
        }
        return failure instanceof SocketTimeoutException
                ? RetryCause.TIMEOUT
                : RetryCause.CONNECTION_LOST;
    }

    /**
     * How long to wait before the next attempt.
     *
     * @param attempts how many there have been, at least 1
     * @param headers of the last answer; empty when there was none
     */
    Duration waitAfter(int attempts, Map<String, String> headers) {
        String given = headers.get("retry-after");
        if (given != null && SECONDS.matcher(given).matches()) {
            long seconds = Long.parseLong(given);
            if (seconds <= LONGEST_RETRY_AFTER) {
                return Duration.ofSeconds(seconds);
            }
        }
        long longest = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(attempts, 10));
        return Duration.ofMillis((long) (longest / 2 * (1 + random.getAsDouble())));
    }

    private static RetryCause byStatus(int status, String code) {
        if (status >= 500) {
            return RetryCause.SERVER_ERROR;
        }
        return switch (status) {
            case 409 -> RetryCause.CONFLICT;
            case 429 ->
                    "lock_timeout".equals(code) ? RetryCause.LOCK_TIMEOUT : RetryCause.RATE_LIMIT;
            default -> null;
        };
    }
}
