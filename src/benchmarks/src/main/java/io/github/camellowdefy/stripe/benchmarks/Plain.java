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
                MAX_DOWNLOAD);
    }
}
