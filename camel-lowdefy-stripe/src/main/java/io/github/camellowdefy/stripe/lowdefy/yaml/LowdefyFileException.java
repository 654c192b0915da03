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
package io.github.camellowdefy.stripe.lowdefy.yaml;

/**
 * A Lowdefy file cannot be loaded. The text starts with file, line and column and says in one
 * sentence what was read, what was expected and the nearest fix.
 */
public class LowdefyFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String reason;

    public LowdefyFileException(Place place, String reason) {
        super(place + ": " + reason);
        this.place = place;
        this.reason = reason;
    }

    public Place place() {
        return place;
    }

    /** The text without the place. */
    public String reason() {
        return reason;
    }
}
