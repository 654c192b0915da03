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
package io.github.camellowdefy.stripe.sandbox.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many requests per account and second of real time, when switched on. */
final class RateLimit {

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
    RateLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    boolean admits(String account) {
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
    static StripeError exceeded() {
        return StripeError.refusal("rate_limit");
    }
}
