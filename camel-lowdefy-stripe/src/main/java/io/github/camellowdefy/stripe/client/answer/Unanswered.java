// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.client.StripeNotSentException;
import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import io.github.camellowdefy.stripe.client.StripeUnansweredException;

/** Makes the exception for a call without an answer of Stripe. */
public final class Unanswered {

    private Unanswered() {}

    /** What went wrong, in words. */
    public static String why(Throwable failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
    }

    /**
     * The exception for a call.
     *
     * @param attempts how many requests were made
     * @param acted whether one of them, or of an earlier call under the same key, may have reached
     *     Stripe
     * @param why the last failure, in words
     */
    public static StripeUnansweredException exception(
            StripeCall call, int attempts, boolean acted, String why, Throwable cause) {
        Operation operation = call.operation();
        String name = operation.name();
        String key = call.options().idempotencyKey();
        String tries = attempts == 1 ? "1 attempt" : attempts + " attempts";
        if (!acted) {
            return new StripeNotSentException(
                    "%s was not sent to Stripe in %s: %s; repeating it is safe"
                            .formatted(name, tries, why),
                    cause,
                    name,
                    attempts,
                    key);
        }
        if (attempts == 0) {
            tries = "an earlier attempt, and another was not made";
        }
        String failed =
                "%s got no final answer from Stripe in %s: %s; ".formatted(name, tries, why);
        if (operation.verb().equals("GET")) {
            return new StripeUnansweredException(
                    failed + "it only reads, so repeating it is safe", cause, name, attempts, key);
        }
        String advice =
                key == null
                        ? "Stripe may have acted on it"
                        : "Stripe may have acted on it, so repeat it with the same idempotency key "
                                + key;
        return new StripeOutcomeUnknownException(failed + advice, cause, name, attempts, key);
    }
}
