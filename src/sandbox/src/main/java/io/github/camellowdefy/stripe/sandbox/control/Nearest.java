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
package io.github.camellowdefy.stripe.sandbox.control;

import io.github.camellowdefy.stripe.catalog.EditDistance;
import java.util.Collection;
import java.util.Comparator;

/** The known name that a misspelled one was probably meant to be, for error messages. */
public final class Nearest {

    private static final int LONGEST = 80;

    private Nearest() {}

    /**
     * An error that names what was read and the nearest known name: {@code There is no object
     * "customers"; the nearest is "customer".}
     *
     * @param kind what the name should be one of, such as {@code object}
     */
    public static IllegalArgumentException error(
            String kind, String read, Collection<String> known) {
        return new IllegalArgumentException(
                "There is no %s \"%s\"; the nearest is \"%s\"."
                        .formatted(kind, read, of(String.valueOf(read), known)));
    }

    static String of(String read, Collection<String> known) {
        String cut = read.substring(0, Math.min(read.length(), LONGEST));
        return known.stream()
                .min(
                        Comparator.<String>comparingInt(name -> EditDistance.of(cut, name, LONGEST))
                                .thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }
}
