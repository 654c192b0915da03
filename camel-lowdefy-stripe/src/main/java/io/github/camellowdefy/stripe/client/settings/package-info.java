// SPDX-License-Identifier: Apache-2.0
/**
 * The values a connection is made of: base URLs, limits, timeouts, the secret key, the clock. They
 * are immutable, know no other room of the client, and any thread may read them.
 *
 * <p>This package is internal but for {@code ConnectionSettings}.
 */
package io.github.camellowdefy.stripe.client.settings;
