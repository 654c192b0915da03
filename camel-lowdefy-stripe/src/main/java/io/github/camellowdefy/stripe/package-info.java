// SPDX-License-Identifier: Apache-2.0
/**
 * Camel's view of Stripe: component, endpoint, producer and consumers. Knows every package below
 * it; none of them knows this one.
 */
package io.github.camellowdefy.stripe;
