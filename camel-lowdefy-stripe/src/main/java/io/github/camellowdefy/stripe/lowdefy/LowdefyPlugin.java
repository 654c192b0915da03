// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/**
 * Makes every Camel context know the loader of Lowdefy files before it is asked for one by its
 * exact extension, so that {@code a.b.lowdefy.yaml} and {@code lowdefy.yaml} are found, too, and
 * load the Lowdefy files JBang passes over.
 */
public class LowdefyPlugin implements ContextServicePlugin {

    @Override
    public void load(CamelContext context) {
        context.getRegistry().bind("lowdefy-routes-loader", new LowdefyRoutesBuilderLoader());
        RootFileLoader.bind(context);
        context.addLifecycleStrategy(new JBangFiles());
    }
}
