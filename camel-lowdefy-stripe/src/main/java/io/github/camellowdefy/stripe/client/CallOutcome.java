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

import java.util.Set;

/** What became of a call. */
public enum CallOutcome {
    /** Stripe answered with a success. */
    SUCCEEDED,
    /** Stripe answered with an error. */
    FAILED,
    /** It was sent, and nothing readable came back: Stripe may have acted on it. */
    UNKNOWN,
    /** Stripe cannot have seen it: no connection, no turn in time. */
    NOT_SENT,
    /** So many calls were waiting that it was not taken in. */
    REJECTED,
    /** It could not become a request. */
    INVALID,
    /** The caller gave it up, or the connection was closed. */
    CANCELLED;

    private static final Set<Integer> REFUSED_BEFORE_THE_KEY = Set.of(401, 403);

    /**
     * Whether the call still lacks a final answer.
     *
     * @param status of the last answer
     * @param unsettled whether the last answer itself leaves it open
     * @param acted whether a request was sent and not answered. Under the same key Stripe gives its
     *     first answer again, except where it refuses a request before it looks at the key.
     */
    boolean isOpen(int status, boolean unsettled, boolean acted) {
        return switch (this) {
            case SUCCEEDED -> false;
            case INVALID -> acted;
            case FAILED ->
                    unsettled
                            || status == 409
                            || status == 429
                            || status >= 500
                            || acted && REFUSED_BEFORE_THE_KEY.contains(status);
            case UNKNOWN, NOT_SENT, REJECTED, CANCELLED -> true;
        };
    }
}
