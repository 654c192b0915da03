// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.docs;

import com.fasterxml.jackson.databind.JsonNode;

/** The reference of all options and headers. */
final class ReferencePage {

    private static final String INTRODUCTION =
            """
            # Options and headers

            Generated from the component's JSON schema; do not edit.

            An option that is set on *both* can stand on an endpoint, as a property of the component (`maxNetworkRetries` is
            `camel.component.stripe.max-network-retries`) or of a connection bean; the nearest wins: endpoint, bean, component.

            ## Options

            """;

    private ReferencePage() {}

    static String of(JsonNode schema) {
        SchemaTables tables = new SchemaTables(schema);
        return INTRODUCTION + tables.options() + "\n## Headers\n\n" + tables.headers();
    }
}
