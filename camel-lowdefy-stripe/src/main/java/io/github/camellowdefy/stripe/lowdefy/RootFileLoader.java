// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResolverHelper;
import org.apache.camel.support.RoutesBuilderLoaderSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the YAML DSL for the one name Camel cannot tell from a file of its own, {@code
 * lowdefy.yaml}: the root file of a Lowdefy project, of which the DSL would make nothing without a
 * word. Every other file goes to the DSL; one that is Lowdefy's by its look is named in a warning.
 */
final class RootFileLoader extends RoutesBuilderLoaderSupport {

    /** Asked for before all others by the name Camel's own loader of routes looks for. */
    private static final String BEAN = "routes-builder-loader-" + RootFileLoader.EXTENSION;

    private static final String EXTENSION = "yaml";

    private static final Logger LOG = LoggerFactory.getLogger(RootFileLoader.class);

    /** The DSL's own files are lists, or maps with other keys. */
    private static final Pattern SECTIONS =
            Pattern.compile("(?m)^(lowdefy|connections|requests|pages):");

    private static final int LOOKED_AT = 1 << 16;

    private static final Pattern NAME = Pattern.compile("(^|[/\\\\:])lowdefy\\.yaml$");

    private RoutesBuilderLoader dsl;

    private RootFileLoader() {}

    /** Binds one where there is a YAML DSL; an application's own loader of YAML is left alone. */
    static void bind(CamelContext context) {
        boolean spoken = finder(context).findClass(EXTENSION).isPresent();
        if (spoken && context.getRegistry().lookupByName(BEAN) == null) {
            context.getRegistry().bind(BEAN, new RootFileLoader());
        }
    }

    @Override
    public String getSupportedExtension() {
        return EXTENSION;
    }

    @Override
    public void preParseRoute(Resource resource) throws Exception {
        loader(resource).preParseRoute(resource);
    }

    @Override
    public RoutesBuilder loadRoutesBuilder(Resource resource) throws Exception {
        RoutesBuilderLoader loader = loader(resource);
        if (loader == dsl && resource.exists() && isLowdefyByItsLook(resource)) {
            LOG.warn(
                    "{} looks like a Lowdefy file, but its name belongs to Camel's YAML DSL, which finds no route in it; name it lowdefy.yaml or <something>.lowdefy.yaml",
                    resource.getLocation());
        }
        return loader.loadRoutesBuilder(resource);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(dsl);
        super.doStop();
    }

    private RoutesBuilderLoader loader(Resource resource) throws Exception {
        return NAME.matcher(resource.getLocation()).find()
                ? PluginHelper.getRoutesLoader(getCamelContext())
                        .getRoutesLoader(LowdefyRoutesBuilderLoader.EXTENSION)
                : dsl();
    }

    private static boolean isLowdefyByItsLook(Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            String beginning = new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
            return SECTIONS.matcher(beginning).find();
        }
    }

    private synchronized RoutesBuilderLoader dsl() {
        if (dsl == null) {
            dsl =
                    ResolverHelper.resolveService(
                                    getCamelContext(),
                                    finder(getCamelContext()),
                                    EXTENSION,
                                    RoutesBuilderLoader.class)
                            .orElseThrow();
            dsl.setCamelContext(getCamelContext());
        }
        ServiceHelper.startService(dsl);
        return dsl;
    }

    private static FactoryFinder finder(CamelContext context) {
        return context.getCamelContextExtension()
                .getBootstrapFactoryFinder(RoutesBuilderLoader.FACTORY_PATH);
    }
}
