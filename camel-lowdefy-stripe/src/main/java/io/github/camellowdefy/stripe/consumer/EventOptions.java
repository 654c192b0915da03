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
package io.github.camellowdefy.stripe.consumer;

import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.event.KnownTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks what the options of consumers say when these start. */
public final class EventOptions {

    private static final Logger LOG = LoggerFactory.getLogger(EventOptions.class);

    private EventOptions() {}

    /**
     * The types that are wanted; says in the log which are not known.
     *
     * @param option the option {@code types}
     * @param endpoint named in the log
     * @throws IllegalArgumentException when an entry cannot be the name of a type
     */
    public static EventTypes types(String option, Object endpoint) {
        EventTypes types = EventTypes.parse(option);
        KnownTypes.doubts(types).forEach(doubt -> LOG.warn("{}: {}", endpoint, doubt));
        return types;
    }
}
