// SPDX-License-Identifier: Apache-2.0
/**
 * Reads YAML as Lowdefy reads it (version 1.2, core schema): the text of a file goes in, nodes that
 * know their places come out, and YAML is written of them again. Pure functions but for the files
 * in the folder of the loaded file; any thread may call them.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.lowdefy.yaml;
