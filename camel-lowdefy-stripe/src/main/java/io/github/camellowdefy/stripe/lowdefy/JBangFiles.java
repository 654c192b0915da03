// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Loads the Lowdefy files given to {@code camel run} by their names. JBang takes a YAML file for
 * routes when it holds words of the YAML DSL, such as {@code - from:}. A Lowdefy file holds none,
 * so JBang puts it on the classpath and would start without routes.
 */
final class JBangFiles extends LifecycleStrategySupport {

    /** JBang lists here the files it takes for resources. */
    private static final String RESOURCES = "camel.jbang.classpathFiles";

    private static final Pattern NAME = Pattern.compile("(?:^|[/\\\\:.])lowdefy\\.ya?ml$");

    @Override
    public void onContextInitializing(CamelContext context) throws VetoCamelContextStartException {
        String names = context.getPropertiesComponent().resolveProperty(RESOURCES).orElse("");
        List<Resource> files =
                Stream.of(names.split(","))
                        .filter(name -> NAME.matcher(name).find())
                        .map(name -> ResourceHelper.hasScheme(name) ? name : "file:" + name)
                        .map(PluginHelper.getResourceLoader(context)::resolveResource)
                        .toList();
        try {
            load(context, files);
        } catch (Exception e) {
            throw new VetoCamelContextStartException(e.getMessage(), e, context, true);
        }
    }

    /** By our own loader: JBang has none for the extension of {@code lowdefy.yaml} but its own. */
    private static void load(CamelContext context, List<Resource> files) throws Exception {
        RoutesBuilderLoader loader =
                PluginHelper.getRoutesLoader(context)
                        .getRoutesLoader(LowdefyRoutesBuilderLoader.EXTENSION);
        for (Resource file : files) {
            loader.preParseRoute(file);
        }
        for (Resource file : files) {
            context.addRoutes(loader.loadRoutesBuilder(file));
        }
    }
}
