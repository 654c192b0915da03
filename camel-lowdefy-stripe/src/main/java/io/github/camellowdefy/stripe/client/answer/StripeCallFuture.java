// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A call under way. Cancelling it takes it out of the queue, ends the wait for the next attempt or
 * aborts the request, whichever it is at.
 *
 * <pre>{@code
 * StripeCallFuture call = connection.send(customers, AnswerFormat.MAP);
 * call.orTimeout(5, TimeUnit.SECONDS);
 * }</pre>
 */
public final class StripeCallFuture extends CompletableFuture<StripeAnswer> {

    private final String idempotencyKey;
    private volatile CallReport report;
    private volatile Consumer<String> giveUp = why -> {};

    public StripeCallFuture(String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }

    /** The failure of a stage that depends on a call, without the wrapper that stages add. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /** The key all its requests carry, known from the start; null when they carry none. */
    public String idempotencyKey() {
        return idempotencyKey;
    }

    /** The report of the call; it is set before the connection completes the future. */
    public CallReport report() {
        return report;
    }

    /**
     * Gives the call up like {@link #cancel}, but has it fail as a call that got no answer: with
     * its report, and with an exception that says why and tells the key.
     */
    public void abandon(String why) {
        giveUp.accept(why);
    }

    public void onAbandon(Consumer<String> action) {
        giveUp = action;
    }

    public boolean end(CallReport report, StripeAnswer answer, Throwable failure) {
        this.report = report;
        return failure == null ? complete(answer) : completeExceptionally(failure);
    }
}
