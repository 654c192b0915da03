// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

/** When a webhook delivery is answered. */
public enum Acknowledge {
    /** After the route: a failure is answered with 500 and Stripe delivers the event again. */
    AFTER,
    /** Before the route: Stripe is told that all is well, whatever the route makes of it. */
    BEFORE
}
