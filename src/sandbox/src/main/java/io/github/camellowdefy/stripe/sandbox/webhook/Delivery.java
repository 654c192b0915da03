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
package io.github.camellowdefy.stripe.sandbox.webhook;

/**
 * One attempt to deliver an event.
 *
 * @param endpoint the id of the webhook endpoint or event destination
 * @param url where it went
 * @param event the id of the event
 * @param type the type of the event
 * @param attempt 1 for the first
 * @param status the answer's status; 0 when there was none
 * @param outcome {@code 200}, or why it failed
 */
public record Delivery(
        String endpoint,
        String url,
        String event,
        String type,
        int attempt,
        int status,
        String outcome) {

    /** Whether the endpoint took the event. */
    public boolean delivered() {
        return status >= 200 && status < 300;
    }
}
