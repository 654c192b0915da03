// SPDX-License-Identifier: Apache-2.0
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
