// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

/** The host an operation is served by. */
public enum ApiBase {
    API,
    FILES,
    CONNECT,
    METER_EVENTS;

    private static final ApiBase[] ALL = values();

    static ApiBase of(String column) {
        for (ApiBase value : ALL) {
            if (value.name().equalsIgnoreCase(column)) {
                return value;
            }
        }
        throw new IllegalArgumentException(column + " is no base of the API");
    }
}
