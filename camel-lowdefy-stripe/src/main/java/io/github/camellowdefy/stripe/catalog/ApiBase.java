// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.util.Locale;

/** The host an operation is served by. */
public enum ApiBase {
    API,
    FILES,
    CONNECT,
    METER_EVENTS;

    static ApiBase of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
