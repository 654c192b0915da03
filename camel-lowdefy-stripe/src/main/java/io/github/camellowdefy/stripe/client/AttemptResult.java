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
package io.github.camellowdefy.stripe.client;

import java.time.Duration;
import java.util.Map;

/**
 * How one attempt ended.
 *
 * @param body the body read from a success
 * @param failure null after a success
 * @param status the status of the answer; 0 when there was none
 * @param headers the headers of the answer; empty when there was none
 * @param cause why it may be repeated; null when it may not
 * @param delay how long to wait before that
 */
record AttemptResult(
        Object body,
        Exception failure,
        int status,
        Map<String, String> headers,
        RetryCause cause,
        Duration delay) {

    static AttemptResult success(WireResponse response, Object body) {
        return new AttemptResult(
                body, null, response.status(), response.headers(), null, Duration.ZERO);
    }

    boolean isRepeatable() {
        return cause != null;
    }
}
