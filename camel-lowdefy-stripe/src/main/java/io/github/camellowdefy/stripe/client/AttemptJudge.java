// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.AnswerReader;
import io.github.camellowdefy.stripe.client.answer.ErrorMapper;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.encode.RequestNotSentException;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the result of an attempt and decides whether another attempt may follow. */
record AttemptJudge(AnswerReader reader, RetryRule rule) {

    static final String RATE_LIMITED_REASON = "stripe-rate-limited-reason";

    private static final int DECLINED = 402;
    private static final int CONFLICT = 409;

    private static final Logger LOG = LoggerFactory.getLogger(AttemptJudge.class);

    /**
     * Judges an answer.
     *
     * @param attempts how many requests were made, this one included
     */
    Result judge(WireResponse response, StripeCall call, AnswerFormat format, int attempts) {
        try {
            return new Result(response, reader.read(response, call, format), null, Effect.SETTLED);
        } catch (StripeException e) {
            Map<String, String> headers = response.headers();
            RetryCause cause = rule.cause(response.status(), headers, e.getCode());
            Effect effect = effect(response, e.getStatusCode(), cause);
            return repeatable(
                    new Result(response, null, explained(e, headers), effect), cause, attempts);
        } catch (IOException e) {
            return repeatable(new Result(response, null, e, Effect.OPEN), rule.cause(e), attempts);
        } catch (RuntimeException | Error e) {
            LOG.warn("The answer to {} could not be read", call, e);
            IOException failure = new IOException("the answer could not be read", e);
            return new Result(response, null, failure, Effect.OPEN);
        }
    }

    /**
     * Decides from an error whether Stripe may have acted. A 5xx can come after the work, a 409
     * while another request under the same key is at work. A decline, like any answer that Stripe
     * repeats, was made under the key; every other refusal may have come before Stripe looked at
     * it.
     *
     * @param status as the error means it, even where it came with a success
     */
    private static Effect effect(WireResponse response, int status, RetryCause cause) {
        if (!ErrorMapper.isFromStripe(response) || status >= 500 || status == CONFLICT) {
            return Effect.OPEN;
        }
        if (StripeAnswer.isReplayed(response.headers())) {
            return Effect.SETTLED;
        }
        if (cause == RetryCause.ADVISED) {
            return Effect.OPEN;
        }
        return status == DECLINED ? Effect.SETTLED : Effect.REFUSED;
    }

    /** Decides whether to retry when no response arrived. */
    Result judge(Throwable reason, int attempts) {
        IOException failure = reason instanceof IOException io ? io : new IOException(reason);
        Effect effect = failure instanceof RequestNotSentException ? Effect.NOT_SENT : Effect.OPEN;
        return repeatable(Result.unanswered(failure, effect), rule.cause(failure), attempts);
    }

    private Result repeatable(Result result, RetryCause cause, int attempts) {
        Duration delay = rule.waitAfter(attempts, result.headers());
        return cause == null ? result : result.repeatable(cause, delay);
    }

    private static StripeException explained(StripeException e, Map<String, String> headers) {
        String reason = headers.get(RATE_LIMITED_REASON);
        return reason != null && e instanceof RateLimitException limited
                ? new StripeRateLimitException(limited, reason)
                : e;
    }

    /** The effect of an attempt at Stripe, as far as it is known. */
    enum Effect {
        /** No request went out. */
        NOT_SENT,
        /**
         * Stripe refused the request. It need not have looked at the idempotency key for that, so
         * the refusal says nothing about an earlier attempt.
         */
        REFUSED,
        /** Stripe may have acted: no answer came, or one that does not tell the outcome. */
        OPEN,
        /** Stripe has reported the outcome of the call under its key, earlier attempts included. */
        SETTLED
    }

    /**
     * How one attempt ended.
     *
     * @param body the body of a success
     * @param failure null after a success
     * @param effect the effect at Stripe, as far as it is known
     * @param status the status of the answer; 0 when there was none
     * @param headers the headers of the answer; empty when there was none
     * @param cause why it may be repeated; null when it may not
     * @param delay how long to wait before that
     */
    record Result(
            Object body,
            Exception failure,
            Effect effect,
            int status,
            Map<String, String> headers,
            RetryCause cause,
            Duration delay) {

        /** Before the first attempt. */
        static final Result NONE = unanswered(null, Effect.NOT_SENT);

        /** Leaves the body out: it may hold a secret, and personal data. */
        @Override
        public String toString() {
            return "Result[" + status + ", " + effect + ", " + cause + ']';
        }

        Result(WireResponse response, Object body, Exception failure, Effect effect) {
            this(body, failure, effect, response.status(), response.headers(), null, Duration.ZERO);
        }

        static Result unanswered(Exception failure, Effect effect) {
            return new Result(null, failure, effect, 0, Map.of(), null, Duration.ZERO);
        }

        Result repeatable(RetryCause why, Duration after) {
            return new Result(body, failure, effect, status, headers, why, after);
        }

        /**
         * Whether Stripe has said that the same request would be of no use. It says so of a 429 as
         * well, which means this moment only.
         */
        boolean advisesAgainst() {
            return status != 429 && "false".equals(headers.get("stripe-should-retry"))
                    || status >= 500 && StripeAnswer.isReplayed(headers);
        }

        /** Closes an answer that arrived after the call had ended. */
        void discard() {
            if (body instanceof Closeable stream) {
                try {
                    stream.close();
                } catch (IOException e) {
                    LOG.debug("The answer of a call that had ended could not be closed", e);
                }
            }
        }

        boolean isRepeatable() {
            return cause != null;
        }
    }
}
