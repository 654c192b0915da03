/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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

    /** Stops reading ahead; what has been read can still be taken. */
    @Override
    void close();
}
