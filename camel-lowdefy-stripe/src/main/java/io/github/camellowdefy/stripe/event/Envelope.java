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
package io.github.camellowdefy.stripe.event;

/** What a cloud's event bus wraps an event in. Events in an envelope carry no signature. */
public enum Envelope {
    /** The event as Stripe sends it to a webhook endpoint. */
    NONE(null),
    /** Amazon EventBridge: the event is the {@code detail}. */
    EVENT_BRIDGE("detail"),
    /** Azure Event Grid: the event is the {@code data}. */
    EVENT_GRID("data");

    private final String key;

    Envelope(String key) {
        this.key = key;
    }

    /** The key the event is under, or null where there is no envelope. */
    String key() {
        return key;
    }
}
