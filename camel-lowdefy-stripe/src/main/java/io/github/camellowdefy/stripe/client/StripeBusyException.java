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

/**
 * So many calls are waiting for their turn that no other is taken in; it was refused at once,
 * before anything was sent. See the options {@code maxConcurrentRequests}, {@code
 * maxQueuedRequests} and {@code requestsPerSecond}.
 */
public class StripeBusyException extends StripeNotSentException {

    private static final long serialVersionUID = 1L;

    StripeBusyException(String message, String operation, String key) {
        super(message, null, operation, 0, key);
    }
}
