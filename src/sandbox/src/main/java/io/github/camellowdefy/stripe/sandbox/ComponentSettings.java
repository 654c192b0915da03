// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import io.github.camellowdefy.stripe.StripeConfiguration;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * Points the component at a sandbox. A class of its own, so that a sandbox also runs where neither
 * the component nor Camel is on the class path.
 */
final class ComponentSettings {

    private ComponentSettings() {}

    static void apply(StripeSandbox sandbox, StripeConfiguration configuration) {
        configuration.setSecretKey(sandbox.secretKey());
        configuration.setApiBase(sandbox.url());
        configuration.setFilesBase(sandbox.url());
        configuration.setConnectBase(sandbox.url());
        configuration.setMeterEventsBase(sandbox.url());
        if (sandbox.isTls()) {
            configuration.setSslContextParameters(trusting(sandbox.sslContext()));
        }
    }

    private static SSLContextParameters trusting(SSLContext context) {
        return new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext camel) {
                return context;
            }
        };
    }
}
