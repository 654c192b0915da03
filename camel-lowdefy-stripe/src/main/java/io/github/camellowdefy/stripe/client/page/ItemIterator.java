// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import java.io.Closeable;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;

/**
 * The items of many pages. {@link #next()} waits where the next page is not there yet, and throws
 * {@link PageWalkException} where it could not be read; asking again then reads it again. For one
 * thread at a time.
 */
public interface ItemIterator extends Iterator<Object>, Closeable {

    /** Done when the first page is there; failed as its call failed. */
    CompletionStage<?> started();

    /** Says that all items taken so far have been processed, where that makes a difference. */
    default void processed() {}

    /** Stops reading ahead; items that were read can still be taken. */
    @Override
    void close();
}
