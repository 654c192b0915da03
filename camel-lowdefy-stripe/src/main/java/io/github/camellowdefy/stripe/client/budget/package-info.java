// SPDX-License-Identifier: Apache-2.0
/**
 * How many requests a second may be sent: in goes the wish to send one, out comes how long to wait.
 * A budget belongs to this connection alone, or lies in a store that several instances share
 * through a proxy manager of Bucket4j.
 *
 * <p>No method blocks. What a store needs to block for runs on threads of its own.
 *
 * <p>This package is internal.
 */
package io.github.camellowdefy.stripe.client.budget;
