// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

/**
 * When a webhook delivery is answered.
 *
 * <pre>{@code
 * from("stripe:webhook?path=/stripe&acknowledge=before").to("seda:events");
 * }</pre>
 */
public enum Acknowledge {
    /** After the route: a failure is answered with 500 and Stripe delivers the event again. */
    AFTER,
    /** Before the route: Stripe gets the status 200 whatever the outcome of the route. */
    BEFORE
}
