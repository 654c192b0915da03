// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.settings;

import com.stripe.net.Authenticator;
import com.stripe.net.StripeResponseGetterOptions;
import java.net.PasswordAuthentication;
import java.net.Proxy;

/** Options for stripe-java where it sends nothing; keeps it from looking at the JVM-wide ones. */
public final class NoOptions extends StripeResponseGetterOptions {

    public static final NoOptions INSTANCE = new NoOptions();

    private static final String NOWHERE = "https://localhost";

    private NoOptions() {}

    @Override
    public Authenticator getAuthenticator() {
        return request -> request;
    }

    @Override
    public String getClientId() {
        return null;
    }

    @Override
    public int getConnectTimeout() {
        return 0;
    }

    @Override
    public Proxy getConnectionProxy() {
        return null;
    }

    @Override
    public int getMaxNetworkRetries() {
        return 0;
    }

    @Override
    public PasswordAuthentication getProxyCredential() {
        return null;
    }

    @Override
    public String getApiBase() {
        return NOWHERE;
    }

    @Override
    public String getFilesBase() {
        return NOWHERE;
    }

    @Override
    public String getConnectBase() {
        return NOWHERE;
    }

    @Override
    public String getMeterEventsBase() {
        return NOWHERE;
    }

    @Override
    public int getReadTimeout() {
        return 0;
    }

    @Override
    public String getStripeAccount() {
        return null;
    }

    @Override
    public String getStripeContext() {
        return null;
    }
}
