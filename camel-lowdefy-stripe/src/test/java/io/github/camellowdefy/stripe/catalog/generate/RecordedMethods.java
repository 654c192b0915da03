// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Methods written down in tables: what the Node clients were recorded to send. */
final class RecordedMethods {

    /** Every method of the Node clients 13.6.0 and 23.1.0. */
    static final String NODE = "/conformance/node-operations.tsv";

    /** What the recording has missed, and what Stripe offers but no client has a method for. */
    static final String ADDITIONAL = "/catalog/additional-operations.tsv";

    private RecordedMethods() {}

    static List<ClientMethod> all() throws IOException {
        return Stream.concat(of(NODE).stream(), of(ADDITIONAL).stream()).toList();
    }

    static List<ClientMethod> of(String resource) throws IOException {
        try (InputStream in = RecordedMethods.class.getResourceAsStream(resource)) {
            byte[] table = Objects.requireNonNull(in, resource).readAllBytes();
            return new String(table, StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(RecordedMethods::method)
                    .toList();
        }
    }

    private static ClientMethod method(String line) {
        String[] column = line.split("\t", -1);
        return new ClientMethod(column[0], column[1], column[3], column[4], column[5], column[6]);
    }
}
