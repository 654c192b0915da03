// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The way back from {@link FormDecoder}: a tree to a query. */
public final class Forms {

    private Forms() {}

    /** All parameters. */
    public static String write(ObjectNode params) {
        StringBuilder form = new StringBuilder();
        write(params, null, form);
        return form.toString();
    }

    /** Appends every parameter but one as {@code name=value&}. */
    public static void write(ObjectNode params, String except, StringBuilder out) {
        params.properties()
                .forEach(
                        entry -> {
                            if (!entry.getKey().equals(except)) {
                                write(entry.getKey(), entry.getValue(), out);
                            }
                        });
    }

    private static void write(String name, JsonNode value, StringBuilder out) {
        if (value instanceof ObjectNode hash) {
            hash.properties().forEach(e -> write(name + '[' + e.getKey() + ']', e.getValue(), out));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                write(name + '[' + i + ']', value.get(i), out);
            }
        } else {
            out.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value.asText(), StandardCharsets.UTF_8))
                    .append('&');
        }
    }
}
