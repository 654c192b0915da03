// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import io.github.camellowdefy.stripe.StripeComponent;
import java.util.Optional;

/** Tells the component's own refusals, which quote no secret, from other exceptions. */
final class Refusal {

    private static final String COMPONENT = StripeComponent.class.getPackageName();
    private static final String STARTER = Refusal.class.getPackageName();

    private Refusal() {}

    /** The first refusal of the component in a chain of causes. */
    static Optional<Throwable> in(Throwable thrown) {
        Throwable each = thrown;
        while (each != null && !isByComponent(each)) {
            each = each.getCause();
        }
        return Optional.ofNullable(each);
    }

    private static boolean isByComponent(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown instanceof IllegalArgumentException
                && trace.length > 0
                && trace[0].getClassName().startsWith(COMPONENT)
                && !trace[0].getClassName().startsWith(STARTER);
    }
}
