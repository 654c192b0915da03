// SPDX-License-Identifier: Apache-2.0
/**
 * Lowdefy's operators: a value of a file is compiled once and evaluated for every message, with the
 * results of Lowdefy 4's server. Operators are a table from a name to a function. Expressions are
 * immutable, and evaluated on the thread of the route.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.lowdefy.expression;
