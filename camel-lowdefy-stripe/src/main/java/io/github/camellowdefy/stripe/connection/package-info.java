// SPDX-License-Identifier: Apache-2.0
/**
 * Shares connections among endpoints: which endpoints use the same connection, with whose key and
 * limits, and how health, meters and the console report on it. In goes a configuration, out comes a
 * lease of a connection that the last user closes. Endpoints call it while they start and stop;
 * reports are read on any thread.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.connection;
