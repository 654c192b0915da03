// SPDX-License-Identifier: Apache-2.0
/**
 * Loads Lowdefy files: a file goes in, beans for its connections and a route for each of its
 * requests come out. The loader reads the file, resolves its references, finds its connections and
 * requests, compiles each request and builds its route. Camel calls it while it loads routes, on
 * one thread.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.lowdefy;
