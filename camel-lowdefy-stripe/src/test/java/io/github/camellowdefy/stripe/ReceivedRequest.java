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
package io.github.camellowdefy.stripe;

import java.util.Locale;
import java.util.Map;

/**
 * A request as it arrived on the socket.
 *
 * @param connection which of the server's connections it came by, counted from 1
 * @param method the verb
 * @param target path and query, raw
 * @param headers names in lower case
 * @param body the body, or its first megabyte
 * @param length how long the body was
 */
public record ReceivedRequest(
        int connection,
        String method,
        String target,
        Map<String, String> headers,
        byte[] body,
        long length) {

    /** A header, or null. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
