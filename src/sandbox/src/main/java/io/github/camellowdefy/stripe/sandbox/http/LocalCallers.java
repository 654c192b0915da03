// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Decides who may call, by the names in {@code Host} and {@code Origin}: a web page must not reach
 * the sandbox of a developer, be it under a name that resolves to this machine.
 */
final class LocalCallers {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|(.+\\.)?localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

    private final boolean loopbackOnly;
    private final Set<String> names = new HashSet<>();

    LocalCallers(String address, Collection<String> names) {
        this.loopbackOnly = LOOPBACK.matcher(address).matches();
        names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
        this.names.add(address.toLowerCase(Locale.ROOT));
    }

    /** Why this request is refused, or null. */
    String refusal(Request request) {
        String host = request.getHttpURI().getHost();
        if (host != null && !isKnown(host)) {
            return refusal("Host", host);
        }
        // beside the one of the request line, which may differ
        String named = request.getHeaders().get(HttpHeader.HOST);
        if (named != null && !isKnown(hostOf("http://" + named))) {
            return refusal("Host", named);
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return origin == null || isKnown(hostOf(origin)) ? null : refusal("Origin", origin);
    }

    private boolean isKnown(String host) {
        if (host == null) {
            return false;
        }
        String plain = host.toLowerCase(Locale.ROOT);
        plain = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
        return LOOPBACK.matcher(plain).matches()
                || names.contains(plain)
                || !loopbackOnly && ADDRESS.matcher(plain).matches();
    }

    private static String hostOf(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String refusal(String header, String read) {
        String shown = read.length() > 100 ? read.substring(0, 100) + "..." : read;
        return "The sandbox answers callers on this machine only: read %s \"%s\", expected localhost, 127.0.0.1 or [::1]%s. A name may be allowed at the start: host(address, names...), or --host <address>=<name>."
                .formatted(header, shown, loopbackOnly ? "" : ", an IP address or one of " + names);
    }
}
