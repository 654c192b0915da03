// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hc.core5.http.HttpHost;

/**
 * Where the requests of one base URL go.
 *
 * @param host scheme, name and port
 * @param path what every target is preceded by, often empty
 */
public record Origin(HttpHost host, String path) {

    /** Reads a base URL such as {@code https://api.stripe.com}. */
    public static Origin of(String base) {
        try {
            URI uri = new URI(base);
            boolean http =
                    "https".equalsIgnoreCase(uri.getScheme())
                            || "http".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                return new Origin(HttpHost.create(uri), path(uri));
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new InvalidStripeCallException(
                "A base URL of Stripe is not of the form https://host:port, without user and"
                        + " password");
    }

    private static String path(URI uri) {
        String path = uri.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
