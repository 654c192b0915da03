// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

/** What Stripe sends to the endpoint a webhook has registered. */
public enum RegisteredPayload {
    /** Events with their objects, by a webhook endpoint. */
    SNAPSHOT,
    /** Thin events of the v2 API, by an event destination. */
    THIN
}
