// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.client.http.HttpClient5Transport.SecretHeader;
import java.security.Principal;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.AuthScheme;
import org.apache.hc.client5.http.auth.AuthenticationException;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.MalformedChallengeException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * A way to name user and password to a proxy that is logged without them. It adds the header by
 * itself, for HttpClient would add one that its own log shows.
 */
record SecretAuthScheme(AuthScheme scheme) implements AuthScheme {

    @Override
    public String generateAuthResponse(HttpHost host, HttpRequest request, HttpContext context)
            throws AuthenticationException {
        request.addHeader(
                new SecretHeader(
                        HttpHeaders.PROXY_AUTHORIZATION,
                        scheme.generateAuthResponse(host, request, context)));
        return null;
    }

    @Override
    public String getName() {
        return scheme.getName();
    }

    @Override
    public boolean isConnectionBased() {
        return scheme.isConnectionBased();
    }

    @Override
    public void processChallenge(AuthChallenge challenge, HttpContext context)
            throws MalformedChallengeException {
        scheme.processChallenge(challenge, context);
    }

    @Override
    public boolean isChallengeComplete() {
        return scheme.isChallengeComplete();
    }

    @Override
    public String getRealm() {
        return scheme.getRealm();
    }

    @Override
    public boolean isResponseReady(
            HttpHost host, CredentialsProvider credentials, HttpContext context)
            throws AuthenticationException {
        return scheme.isResponseReady(host, credentials, context);
    }

    @Override
    public Principal getPrincipal() {
        return scheme.getPrincipal();
    }

    @Override
    public String toString() {
        return getName();
    }
}
