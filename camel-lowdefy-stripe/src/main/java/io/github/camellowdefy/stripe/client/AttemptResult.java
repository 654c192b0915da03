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
 * @param body what was read from a success
 * @param failure null after a success
 * @param lost whether Stripe may have acted without an answer having come that says what it did
 * @param status the status of the answer; 0 when there was none
 * @param headers the headers of the answer; empty when there was none
 * @param cause why it may be repeated; null when it may not
 * @param delay how long to wait before that
 */
record AttemptResult(
        Object body,
        Exception failure,
        boolean lost,
        int status,
        Map<String, String> headers,
        RetryCause cause,
        Duration delay) {

    static AttemptResult success(WireResponse response, Object body) {
        return new AttemptResult(
                body, null, false, response.status(), response.headers(), null, Duration.ZERO);
    }

    /** An answer that is an error, or a success that cannot be read. */
    static AttemptResult failed(WireResponse response, Exception failure, boolean lost) {
        return new AttemptResult(
                null, failure, lost, response.status(), response.headers(), null, Duration.ZERO);
    }

    /** No answer. */
    static AttemptResult unanswered(Exception failure, boolean lost) {
        return new AttemptResult(null, failure, lost, 0, Map.of(), null, Duration.ZERO);
    }

    AttemptResult repeatable(RetryCause why, Duration after) {
        return new AttemptResult(body, failure, lost, status, headers, why, after);
    }

    /** Whether a request went out, whatever became of it. */
    boolean isSent() {
        return status > 0 || lost;
    }

    boolean isRepeatable() {
        return cause != null;
    }
}
