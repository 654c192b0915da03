// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.AttemptResult.Effect;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.AnswerReader;
import io.github.camellowdefy.stripe.client.answer.ErrorMapper;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.encode.RequestNotSentException;
import io.github.camellowdefy.stripe.client.http.WireResponse;
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
    AttemptResult judge(WireResponse response, StripeCall call, AnswerFormat format, int attempts) {
        Map<String, String> headers = response.headers();
        try {
            return AttemptResult.success(response, reader.read(response, call, format));
        } catch (StripeException e) {
            RetryCause cause = rule.cause(response.status(), headers, e.getCode());
            Effect effect = effect(response, e.getStatusCode(), cause);
            return repeatable(
                    AttemptResult.failed(response, explained(e, headers), effect), cause, attempts);
        } catch (IOException e) {
            return repeatable(
                    AttemptResult.failed(response, e, Effect.OPEN), rule.cause(e), attempts);
        } catch (RuntimeException | Error e) {
            LOG.warn("The answer to {} could not be read", call, e);
            IOException failure = new IOException("the answer could not be read", e);
            return AttemptResult.failed(response, failure, Effect.OPEN);
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
    AttemptResult judge(IOException failure, int attempts) {
        Effect effect = failure instanceof RequestNotSentException ? Effect.NOT_SENT : Effect.OPEN;
        return repeatable(AttemptResult.unanswered(failure, effect), rule.cause(failure), attempts);
    }

    private AttemptResult repeatable(AttemptResult result, RetryCause cause, int attempts) {
        Duration delay = rule.waitAfter(attempts, result.headers());
        return cause == null ? result : result.repeatable(cause, delay);
    }

    private static StripeException explained(StripeException e, Map<String, String> headers) {
        String reason = headers.get(RATE_LIMITED_REASON);
        return reason != null && e instanceof RateLimitException limited
                ? new StripeRateLimitException(limited, reason)
                : e;
    }
}
