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

import java.util.Map;

/**
 * A request as it came in.
 *
 * @param path the raw path, without the query
 * @param query the raw query, or null
 * @param headers names in lower case
 * @param body empty when there is none
 */
public record ApiRequest(
        String verb, String path, String query, Map<String, String> headers, byte[] body) {

    /** A header by its lower-case name, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    /** The parameters as plain maps; empty when they cannot be read. */
    public Map<String, Object> readableParams() {
        try {
            return Json.toMap(RequestBody.of(this, path.startsWith("/v2/")).params());
        } catch (StripeError e) {
            return Map.of();
        }
    }
}
