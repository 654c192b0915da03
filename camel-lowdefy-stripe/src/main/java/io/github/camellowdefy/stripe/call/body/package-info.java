// SPDX-License-Identifier: Apache-2.0
/**
 * Reads a message body as a plain tree of maps, lists and values, within limits on size, depth and
 * numbers. In go text, bytes, streams, beans or collections, out comes a tree that nothing else
 * refers to, or one sentence that says what was read. Everything runs on the caller's thread.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.call.body;
