// SPDX-License-Identifier: Apache-2.0
/**
 * Decides which events a poll delivers and where the next poll starts: order, window, cursor and
 * claims. In go pages of events and the saved cursor, out come the events to deliver, oldest first,
 * and the cursor to save. The consumer's thread calls it; events complete on any thread.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.event.poll;
