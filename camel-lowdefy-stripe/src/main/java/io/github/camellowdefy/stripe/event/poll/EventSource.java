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
package io.github.camellowdefy.stripe.event.poll;

import java.util.concurrent.CompletableFuture;

/** The account's events, as far as somebody wants them. Never blocks. */
public interface EventSource {

    /**
     * Asks for one page.
     *
     * @return completes exceptionally with {@link UnknownEventException} when the event the query
     *     starts from is not known, and with whatever else went wrong
     */
    CompletableFuture<EventPage> page(EventQuery query);

    /** Whether the account still has the event. */
    CompletableFuture<Boolean> exists(String id);
}
