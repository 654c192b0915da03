// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.settings;

/**
 * A store in which several instances keep one budget together.
 *
 * @param manager a {@code ProxyManager} or {@code AsyncProxyManager} of Bucket4j, with text as keys
 * @param fallbackPercent the part of the budget, in per cent, that this instance uses while the
 *     store cannot be reached
 */
public record SharedRate(Object manager, int fallbackPercent) {

    public SharedRate {
        if (fallbackPercent < 1 || fallbackPercent > 100) {
            throw new IllegalArgumentException(
                    "The option rateLimiterFallback is %d; expected a number from 1 to 100"
                            .formatted(fallbackPercent));
        }
    }

    /** Names the class only: the text of a manager may hold the address of its database. */
    @Override
    public String toString() {
        return "SharedRate[" + manager.getClass().getSimpleName() + ']';
    }
}
