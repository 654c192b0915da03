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
package io.github.camellowdefy.stripe.sandbox.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The types of event Stripe writes about v1 objects, from {@code event-types.txt}. Of a change that
 * has no type among them nobody hears.
 */
public final class EventTypes {

    private static final Set<String> ALL =
            Tsv.read("event-types.txt").stream()
                    .map(line -> line[0])
                    .collect(Collectors.toCollection(LinkedHashSet::new));

    private EventTypes() {}

    static boolean has(String type) {
        return ALL.contains(type);
    }

    /** What a webhook endpoint may subscribe to: every type, and {@code *} for all of them. */
    public static List<String> subscribable() {
        Set<String> names = new LinkedHashSet<>(ALL);
        names.add("*");
        return List.copyOf(names);
    }
}
