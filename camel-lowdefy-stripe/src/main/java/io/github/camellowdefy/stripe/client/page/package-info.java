// SPDX-License-Identifier: Apache-2.0
/**
 * Walks the pages of a list, a search or a v2 list, one page ahead of its reader or in several
 * slices of time side by side. In goes the call of the first page, out comes an iterator over the
 * items. The iterator's {@code next} waits for a page on the reader's thread; pages arrive on I/O
 * threads.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.client.page;
