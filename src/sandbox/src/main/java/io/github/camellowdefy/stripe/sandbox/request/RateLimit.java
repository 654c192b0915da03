// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many requests per account and second of real time, when switched on. */
public final class RateLimit {

    private record Window(long second, int count) {}

    private final int perSecond;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /**
     * Of this many.
     *
     * @param perSecond 0 for no limit
     */
    public RateLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    public boolean admits(String account) {
        if (perSecond == 0) {
            return true;
        }
        long second = System.nanoTime() / 1_000_000_000L;
        Window first = new Window(second, 1);
        Window window =
                windows.merge(
                        account,
                        first,
                        (old, fresh) ->
                                old.second == second ? new Window(second, old.count + 1) : fresh);
        return window.count <= perSecond;
    }

    /** 429 {@code rate_limit}. */
    public static StripeError exceeded() {
        return StripeError.refusal("rate_limit");
    }
}
