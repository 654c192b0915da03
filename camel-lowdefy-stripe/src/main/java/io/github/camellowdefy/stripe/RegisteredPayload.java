// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

/**
 * The payload that Stripe sends to a registered endpoint.
 *
 * <pre>{@code
 * from("stripe:webhook?path=/stripe&registerEndpoint=https://shop.example/stripe&registerPayload=thin")
 *         .to("seda:events");
 * }</pre>
 */
public enum RegisteredPayload {
    /** Events with their objects, by a webhook endpoint. */
    SNAPSHOT,
    /** Thin events of the v2 API, by an event destination. */
    THIN
}
