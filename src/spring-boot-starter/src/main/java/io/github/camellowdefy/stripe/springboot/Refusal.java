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
