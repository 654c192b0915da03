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

/** Why an attempt is repeated. */
public enum RetryCause {
    /** There was no connection, so nothing was sent. */
    NOT_SENT,
    /** No whole answer came in time. */
    TIMEOUT,
    /** The connection was reset or closed before the answer was whole. */
    CONNECTION_LOST,
    /** The answer is a success that cannot be read. */
    UNREADABLE,
    /** 409: another request with the same key or object is under way. */
    CONFLICT,
    /** 429 with the code {@code lock_timeout}: the object is locked by another request. */
    LOCK_TIMEOUT,
    /** 429: too many requests. */
    RATE_LIMIT,
    /** 5xx. */
    SERVER_ERROR,
    /** Any other status with {@code Stripe-Should-Retry: true}. */
    ADVISED
}
