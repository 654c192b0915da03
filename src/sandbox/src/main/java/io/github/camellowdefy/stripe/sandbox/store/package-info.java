// SPDX-License-Identifier: Apache-2.0
/**
 * The objects and events of each account, in the order they were made, with filters and searches
 * over them. In go trees, out come copies of them, or the bytes as they are kept. Any thread may
 * read; a thread that writes holds the account's lock.
 */
package io.github.camellowdefy.stripe.sandbox.store;
