// SPDX-License-Identifier: Apache-2.0
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
                null,
                1 << 20);
    }
}
