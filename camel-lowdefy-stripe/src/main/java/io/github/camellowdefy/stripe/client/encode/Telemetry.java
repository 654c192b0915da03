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
package io.github.camellowdefy.stripe.client.encode;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Tells Stripe with each request how long the one before took, as its own clients do. */
public final class Telemetry {

    private static final String HEADER = "X-Stripe-Client-Telemetry";
    private static final Pattern REQUEST_ID = Pattern.compile("[\\w-]{1,100}");

    private final boolean enabled;
    private final AtomicReference<String> last = new AtomicReference<>();

    public Telemetry(boolean enabled) {
        this.enabled = enabled;
    }

    /** An answer came; ids that are not Stripe's are not repeated to it. */
    public void answered(String requestId, long millis) {
        if (enabled && requestId != null && REQUEST_ID.matcher(requestId).matches()) {
            last.set(
                    "{\"last_request_metrics\":{\"request_id\":\""
                            + requestId
                            + "\",\"request_duration_ms\":"
                            + millis
                            + "}}");
        }
    }

    /** Every measurement is told once. */
    void addTo(Map<String, String> headers) {
        String metrics = enabled && last.get() != null ? last.getAndSet(null) : null;
        if (metrics != null) {
            headers.put(HEADER, metrics);
        }
    }
}
