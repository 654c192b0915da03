// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

/**
 * Why something changes.
 *
 * @param requestId the request behind it, or null when time alone brought it about
 * @param idempotencyKey of that request, or null
 * @param apiVersion the version the request asked for, or the sandbox's
 */
public record Cause(String requestId, String idempotencyKey, String apiVersion) {}
