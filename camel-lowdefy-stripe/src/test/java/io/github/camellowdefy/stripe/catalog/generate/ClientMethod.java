// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog.generate;

import java.util.regex.Pattern;

/**
 * What a method of one client sends.
 *
 * @param client the client: {@link #STRIPE_JAVA}, or the version of the Node client
 * @param name its dotted name in that client
 * @param verb the HTTP verb
 * @param path the path with named ids
 * @param base the host: {@code api}, {@code files}, {@code connect} or {@code meter_events}
 * @param kind {@code plain}, {@code list}, {@code search}, {@code v2list}, {@code binary} or {@code
 *     multipart}
 */
record ClientMethod(
        String client, String name, String verb, String path, String base, String kind) {

    static final String STRIPE_JAVA = "stripe-java";

    private static final Pattern ID = Pattern.compile("\\{\\w+}");

    boolean ofStripeJava() {
        return client.equals(STRIPE_JAVA);
    }

    /** The same for all methods that send the same request, however they name its ids. */
    String request() {
        return String.join(" ", verb, base, ID.matcher(path).replaceAll("{}"));
    }
}
