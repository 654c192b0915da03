/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.lowdefy;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every Camel context know the loader of Lowdefy files before it is asked for one by its
 * exact extension, so that {@code a.b.lowdefy.yaml} is found; and says so when a file is named
 * {@code lowdefy.yaml}, which Camel gives to the plain YAML DSL, where nothing comes of it.
 */
public class LowdefyPlugin implements ContextServicePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(LowdefyPlugin.class);

    private static final String BARE_NAME = "lowdefy.yaml";
    private static final String[] PATTERNS = {
        "camel.main.routes-include-pattern", "camel.main.routesIncludePattern"
    };

    @Override
    public void load(CamelContext context) {
        context.getRegistry().bind("lowdefy-routes-loader", new LowdefyRoutesBuilderLoader());
        context.addLifecycleStrategy(
                new LifecycleStrategySupport() {
                    @Override
                    public void onContextStarted(CamelContext started) {
                        bareName(started)
                                .ifPresent(
                                        pattern ->
                                                LOG.warn(
                                                        "{} names a file {}, which Camel reads as routes of its YAML DSL; for its Lowdefy requests to be loaded, name it stripe.{}",
                                                        pattern,
                                                        BARE_NAME,
                                                        BARE_NAME));
                    }
                });
    }

    private static Optional<String> bareName(CamelContext context) {
        return Stream.of(PATTERNS)
                .map(key -> context.getPropertiesComponent().resolveProperty(key).orElse(""))
                .flatMap(patterns -> Stream.of(patterns.split(",")))
                .map(String::trim)
                .filter(LowdefyPlugin::isBareName)
                .findFirst();
    }

    private static boolean isBareName(String pattern) {
        int start = Math.max(pattern.lastIndexOf('/'), pattern.lastIndexOf(':')) + 1;
        return pattern.substring(start).equals(BARE_NAME);
    }
}
