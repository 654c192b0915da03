// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Settings of a connection with nothing out of the ordinary. */
final class Plain {

    private static final int TIMEOUT_MILLIS = 80_000;
    private static final int RETRIES = 2;
    private static final int QUEUED = 10_000;
    private static final int MAX_DOWNLOAD = 1 << 30;

    private Plain() {}

    static ConnectionSettings settings(
            String url, String key, SSLContext trust, int maxConcurrentRequests) {
        return new ConnectionSettings(
                () -> key,
                null,
                null,
                null,
                TIMEOUT_MILLIS,
                0,
                RETRIES,
                true,
                Map.of(ApiBase.API, url),
                null,
                trust,
                maxConcurrentRequests,
                QUEUED,
                0,
                null,
                MAX_DOWNLOAD);
    }
}
