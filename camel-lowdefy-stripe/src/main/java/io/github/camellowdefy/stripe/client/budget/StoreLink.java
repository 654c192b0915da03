// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.budget;

import io.github.bucket4j.BucketConfiguration;
import io.github.camellowdefy.stripe.client.settings.SharedRate;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's way to the store of shared budgets, and whether the store can be reached. Says
 * once that it cannot, and once that it can again. Thread-safe.
 */
final class StoreLink {

    private static final Logger LOG = LoggerFactory.getLogger(StoreLink.class);

    /** So long after a failure the store is tried again. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final TokenStore store;
    private final SharedRate rate;
    private final int requestsPerSecond;
    private final BucketConfiguration limits;
    private final Supplier<String> secretKey;
    private final Timeline timeline;
    private final Executor background;
    private boolean lost;
    private long nextTry;

    /**
     * @param background where the store may block
     */
    StoreLink(
            SharedRate rate,
            int requestsPerSecond,
            Supplier<String> secretKey,
            Timeline timeline,
            Executor background) {
        this.store = TokenStore.of(rate.manager());
        this.rate = rate;
        this.requestsPerSecond = requestsPerSecond;
        this.limits =
                BucketConfiguration.builder()
                        .addLimit(
                                LocalBudget.bandwidth(requestsPerSecond, SharedBudget.PERCENT_USED))
                        .build();
        this.secretKey = secretKey;
        this.timeline = timeline;
        this.background = background;
    }

    /**
     * Tokens that a store has handed out.
     *
     * @param asked when the store began, by the timeline
     * @param delay the nanoseconds from then until the last of them is earned
     */
    record Reservation(long asked, long delay) {}

    /** Takes tokens from the budget of an account; never blocks. */
    CompletableFuture<Reservation> reserve(String account, long tokens) {
        try {
            return CompletableFuture.supplyAsync(() -> reserveNow(account, tokens), background)
                    .thenCompose(Function.identity());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Reservation> reserveNow(String account, long tokens) {
        long asked = timeline.nanoTime();
        String key = BudgetKey.of(secretKey.get(), account, requestsPerSecond);
        return store.reserve(key, limits, tokens)
                .thenApply(wait -> new Reservation(asked, wait))
                .toCompletableFuture();
    }

    synchronized boolean isLost() {
        return lost;
    }

    /** Whether it is time to try a lost store again; true for one caller at a time. */
    synchronized boolean isTryDue() {
        long now = timeline.nanoTime();
        if (now - nextTry < 0) {
            return false;
        }
        nextTry = now + PAUSE;
        return true;
    }

    synchronized void reached() {
        if (lost) {
            lost = false;
            LOG.info(
                    "The shared budget of {} requests per second is reached again",
                    requestsPerSecond);
        }
    }

    synchronized void failed(Throwable failure) {
        if (lost) {
            return;
        }
        lost = true;
        nextTry = timeline.nanoTime() + PAUSE;
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        LOG.warn(
                "The shared budget of {} requests per second cannot be reached ({}); until it can, this instance uses {} % of it",
                requestsPerSecond, describe(cause), rate.fallbackPercent());
        LOG.debug("The shared budget cannot be reached", cause);
    }

    private static String describe(Throwable cause) {
        return cause instanceof ClassCastException
                ? "the keys of the rateLimiter are no text; expected a ProxyManager<String>, which withMapper(...) makes of another"
                : cause.toString();
    }
}
