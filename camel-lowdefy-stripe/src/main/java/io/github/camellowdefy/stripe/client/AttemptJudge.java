/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.client;

import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.call.StripeCall;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what came of an attempt and tells whether another may follow. */
record AttemptJudge(AnswerReader reader, RetryRule rule) {

    static final String RATE_LIMITED_REASON = "stripe-rate-limited-reason";

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
            return repeatable(
                    AttemptResult.failed(
                            response,
                            explained(e, headers),
                            settlesNothing(cause) || !ErrorMapper.isFromStripe(response)),
                    cause,
                    attempts);
        } catch (IOException e) {
            return repeatable(AttemptResult.failed(response, e, true), rule.cause(e), attempts);
        } catch (RuntimeException | Error e) {
            LOG.warn("The answer to {} could not be read", call, e);
            IOException failure = new IOException("the answer could not be read", e);
            return AttemptResult.failed(response, failure, true);
        }
    }

    /**
     * Whether Stripe may have acted all the same: a 500 can come after the work, a 409 while
     * another request under the same key is at it.
     */
    private static boolean settlesNothing(RetryCause cause) {
        return cause == RetryCause.SERVER_ERROR
                || cause == RetryCause.CONFLICT
                || cause == RetryCause.ADVISED;
    }

    /** Judges the want of an answer. */
    AttemptResult judge(IOException failure, int attempts) {
        boolean lost = !(failure instanceof RequestNotSentException);
        return repeatable(AttemptResult.unanswered(failure, lost), rule.cause(failure), attempts);
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
