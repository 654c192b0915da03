// SPDX-License-Identifier: Apache-2.0
/**
 * The table of options: the name of each, what its value must be, where it may stand and which one
 * is nearest to a mistaken name. In go the options as text, out come typed values or one sentence
 * that names the fix. Everything here is pure and runs while a context starts.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.option;
