// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many requests per account and second of real time, when switched on. */
public final class RateLimit {

    private static final class Window {
        private long second;
        private int count;
    }

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
        Window window = windows.computeIfAbsent(account, a -> new Window());
        synchronized (window) {
            if (window.second != second) {
                window.second = second;
                window.count = 0;
            }
            return ++window.count <= perSecond;
        }
    }

    /** 429 {@code rate_limit}. */
    public static StripeError exceeded() {
        return StripeError.refusal("rate_limit");
    }
}
