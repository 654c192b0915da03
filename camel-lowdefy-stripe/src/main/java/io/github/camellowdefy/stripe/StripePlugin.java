// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResolverHelper;

/**
 * Keeps JBang from fetching another component of the same name. Its catalog knows {@code stripe} as
 * Apache's camel-stripe, which it would download and put beside this one before it asks the class
 * path who answers the scheme.
 */
public class StripePlugin implements ContextServicePlugin {

    private static final Set<String> SCHEMES = Set.of("stripe", "lowdefy-stripe");

    private static final String DOWNLOADING = "org.apache.camel.main.download.";

    @Override
    public void load(CamelContext context) {
        ComponentResolver next = PluginHelper.getComponentResolver(context);
        if (next.getClass().getName().startsWith(DOWNLOADING)) {
            context.getCamelContextExtension()
                    .addContextPlugin(
                            ComponentResolver.class,
                            (name, camel) ->
                                    SCHEMES.contains(name)
                                            ? component(name, camel)
                                            : next.resolveComponent(name, camel));
        }
    }

    private static Component component(String name, CamelContext context) throws Exception {
        Component bean = ResolverHelper.lookupComponentInRegistryWithFallback(context, name);
        return bean == null ? new StripeComponent(context) : bean;
    }
}
