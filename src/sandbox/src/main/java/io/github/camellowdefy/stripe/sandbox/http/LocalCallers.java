// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
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
        String site = fromElsewhere(request, origin);
        if (site != null) {
            return "The sandbox takes this from its own pages only: read %s, expected a request that no other site's page has made."
                    .formatted(site);
        }
        return origin == null || isKnown(hostOf(origin)) ? null : refusal("Origin", origin);
    }

    /**
     * The header by which a browser tells that another site's page makes the request, or null. Such
     * a page may lead to a page of the sandbox, and do nothing else; a form is posted by the page
     * it is on.
     */
    private static String fromElsewhere(Request request, String origin) {
        HttpFields headers = request.getHeaders();
        String site = String.valueOf(headers.get("Sec-Fetch-Site"));
        boolean page = request.getHttpURI().getPath().startsWith("/pay/");
        boolean reads = HttpMethod.GET.is(request.getMethod());
        if (page && !reads) {
            String own = request.getHttpURI().getScheme() + "://" + headers.get(HttpHeader.HOST);
            if (origin != null && !origin.equalsIgnoreCase(own)) {
                return "Origin \"" + origin + '"';
            }
            return site.matches("null|none|same-origin") ? null : "Sec-Fetch-Site " + site;
        }
        boolean framed =
                page && !String.valueOf(headers.get("Sec-Fetch-Dest")).matches("null|document");
        return site.equals("cross-site") && (!page || framed) ? "Sec-Fetch-Site " + site : null;
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
