/**
 * Lowdefy's operators: expressions compiled once from a file's values and evaluated for every
 * message, with the results of Lowdefy 4's server. What they do is a table from a name to a
 * function.
 */
package io.github.camellowdefy.stripe.lowdefy.operator;
