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

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to the client.
 *
 * @param headers besides those every answer has
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

    private static final String JSON = "application/json";

    /** 200 with this JSON. */
    public static Answer of(ObjectNode json) {
        return of(Json.write(json));
    }

    /** 200 with this JSON. */
    public static Answer of(byte[] json) {
        return new Answer(200, JSON, json, Map.of());
    }

    /** 200 with bytes that are no JSON. */
    public static Answer bytes(String contentType, byte[] body) {
        return new Answer(200, contentType, body, Map.of());
    }

    /** An error as the client sees it. */
    public static Answer of(StripeError error, String requestLogUrl) {
        return new Answer(error.status(), JSON, Json.write(error.body(requestLogUrl)), Map.of());
    }

    /** The same answer with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more);
    }

    boolean isJson() {
        return contentType.equals(JSON);
    }
}
