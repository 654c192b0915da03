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

import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import java.util.Map;

/** Settings of connections that are never opened. */
public final class Settings {

    public static final ConnectionSettings NONE = with(null, null, null);

    private Settings() {}

    public static ConnectionSettings with(String apiVersion, String account, String context) {
        return new ConnectionSettings(
                () -> "sk_test_corpus",
                apiVersion,
                account,
                context,
                80000,
                0,
                2,
                true,
                Map.of(ApiBase.API, "http://127.0.0.1:1"),
                null,
                null,
                100,
                1000,
                0,
                1 << 20);
    }
}
