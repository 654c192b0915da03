// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;

/**
 * Runs what a block says, in Camel Main beside a sandbox. What the page leaves to its reader is
 * there: keys in the environment, beans that are named, routes that are sent to. Then come the
 * hidden steps of the page, which send messages and check answers; the trial fails unless every
 * route of the block has carried a message.
 */
final class Trial implements AutoCloseable {

    /** Added to a block that sets up routes and has none. */
    static final String PAY = "direct:pay";

    private static final Pattern DIRECT = Pattern.compile("direct:([\\w.-]+)");
    private static final Pattern HTTP = Pattern.compile("stripe:webhook|platform-http");
    private static final Pattern BEAN = Pattern.compile("(\\w+)[=:] ?\"?#bean:(\\w+)");
    private static final String TARGET = "target-";
    private static final String TRY = "direct:try";

    private static final Path FOLDER = folder();

    private final Block block;
    private final StripeSandbox sandbox =
            StripeSandbox.builder().account(Outside.CONNECTED).start();
    private final Main main = new Main();
    private final Set<String> walked = ConcurrentHashMap.newKeySet();
    private final Outside outside = new Outside(main, sandbox);

    Trial(Block block) {
        this.block = block;
        for (String scheme : List.of("stripe", "lowdefy-stripe")) {
            set("camel.component." + scheme + ".secret-key", sandbox.secretKey());
            set("camel.component." + scheme + ".api-base", sandbox.url());
        }
        set("webhook.secret", Outside.WEBHOOK_SECRET);
        set("lowdefy.secret.STRIPE_SECRET_KEY", sandbox.secretKey());
        if (HTTP.matcher(block.text()).find()) {
            set("camel.server.enabled", "true");
            set("camel.server.host", "127.0.0.1");
            set("camel.server.port", "0");
        }
        main.bind("sandbox", sandbox);
        main.bind("outside", outside);
    }

    StripeSandbox sandbox() {
        return sandbox;
    }

    CamelContext camel() {
        return main.getCamelContext();
    }

    /** What the reader puts into application.properties. */
    Trial set(Properties properties) {
        properties.forEach((name, value) -> set(name.toString(), value.toString()));
        return this;
    }

    private void set(String name, String value) {
        main.addInitialProperty(name, hurried(value));
    }

    /** Adds an object whose {@code @BindToRegistry} methods make beans. */
    Trial configuration(CamelConfiguration configuration) {
        main.configure().addConfiguration(configuration);
        return this;
    }

    /** Fills the sandbox by a fixture file. */
    void seed(String text) throws IOException {
        sandbox.seed(Files.writeString(FOLDER.resolve("seed.yaml"), text).toString());
    }

    /** Starts with nothing but the settings. */
    Trial start() {
        return start(context -> {});
    }

    /** Starts with a file of this name and text. */
    Trial start(String file, String text) {
        return start(
                context ->
                        PluginHelper.getRoutesLoader(context)
                                .loadRoutes(ResourceHelper.fromString(file, hurried(text))));
    }

    /** Starts with routes in Java. */
    Trial start(RoutesBuilder routes) {
        return start(context -> context.addRoutes(routes));
    }

    private interface Loading {
        void load(CamelContext context) throws Exception;
    }

    private Trial start(Loading loading) {
        bindBeans();
        main.addMainListener(
                new MainListenerSupport() {
                    @Override
                    public void beforeInitialize(BaseMainSupport main) {
                        prepare(main.getCamelContext());
                    }

                    @Override
                    public void afterConfigure(BaseMainSupport main) {
                        load(main.getCamelContext(), loading);
                    }
                });
        main.start();
        return this;
    }

    /** Beans that a block names and the page leaves to its reader. */
    private void bindBeans() {
        for (MatchResult named : matches(BEAN, block.text())) {
            String bean = named.group(2);
            switch (named.group(1)) {
                case "connection" -> main.bind(bean, sandbox.configuration());
                case "idempotentRepository" -> main.bind(bean, new MemoryIdempotentRepository());
                case "offsetRepository", "registrationRepository" ->
                        main.bind(bean, new MemoryStateRepository());
                default -> {}
            }
        }
    }

    private void prepare(CamelContext context) {
        context.getPropertiesComponent().addPropertiesFunction(new Environment());
        context.addComponent("kafka", new MockComponent());
        context.getCamelContextExtension()
                .registerEndpointCallback((uri, endpoint) -> hurried(endpoint));
        context.addRoutePolicyFactory(
                (camel, id, route) ->
                        new RoutePolicySupport() {
                            @Override
                            public void onExchangeDone(Route done, Exchange exchange) {
                                walked.add(done.getId());
                            }
                        });
    }

    private static Endpoint hurried(Endpoint endpoint) {
        if (endpoint instanceof ScheduledPollEndpoint polled) {
            polled.setInitialDelay(0);
            polled.setDelay(50);
        }
        return endpoint;
    }

    private void load(CamelContext context, Loading loading) {
        try {
            loading.load(context);
            ModelCamelContext model = (ModelCamelContext) context;
            List<RouteDefinition> routes = model.getRouteDefinitions();
            addTargets(context, inputs(routes));
            if (block.trial() != null) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString("try.yaml", steps(block.trial())));
            }
        } catch (Exception e) {
            throw new IllegalStateException(block + ": " + e.getMessage(), e);
        }
    }

    private static Set<String> inputs(List<RouteDefinition> routes) {
        return routes.stream()
                .map(route -> route.getInput().getEndpointUri())
                .collect(Collectors.toSet());
    }

    /** Routes that the block sends to and the page leaves to its reader. */
    private void addTargets(CamelContext context, Set<String> inputs) throws Exception {
        Set<String> targets = new TreeSet<>();
        matches(DIRECT, block.text() + block.trial()).forEach(uri -> targets.add(uri.group(1)));
        for (String target : targets) {
            if (inputs.stream().noneMatch(input -> input.startsWith("direct:" + target))) {
                RouteBuilder.addRoutes(
                        context,
                        routes ->
                                routes.from("direct:" + target)
                                        .routeId(TARGET + target)
                                        .to("mock:" + target));
            }
        }
    }

    private static String steps(String trial) {
        return "- route:\n    id: try\n    from:\n      uri: "
                + TRY
                + "\n      steps:\n"
                + trial.indent(8);
    }

    /** Sends the page's messages, and waits until every route of the block has carried one. */
    void run() {
        if (block.trial() != null) {
            Exchange end = camel().createProducerTemplate().send(TRY, exchange -> {});
            if (end.getException() != null) {
                throw new IllegalStateException(
                        "%s: %s, where the body is %s"
                                .formatted(
                                        block,
                                        end.getException().getMessage(),
                                        end.getMessage().getBody()),
                        end.getException());
            }
        }
        await(block.toString())
                .untilAsserted(() -> assertThat(walked).as("used routes").containsAll(own()));
    }

    /** The routes of the block. */
    private List<String> own() {
        return camel().getRoutes().stream()
                .map(Route::getId)
                .filter(id -> !id.equals("try") && !id.startsWith(TARGET))
                .toList();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("guide");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with its files in a folder of the test, and without its waiting. */
    static String hurried(String text) {
        return text.replace("file:", "file:" + FOLDER + '/')
                .replaceAll("(offsetRepository[=:] ?)data/", "$1" + FOLDER + "/")
                .replaceAll("(redeliveryDelay\\W+)1000", "$11")
                .replace("minAge=120000", "minAge=0");
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    /** The environment of the guide's reader. */
    private static final class Environment implements PropertiesFunction {

        @Override
        public String getName() {
            return "env";
        }

        @Override
        public String apply(String name) {
            return Outside.getenv(name);
        }
    }

    @Override
    public void close() {
        main.stop();
        sandbox.close();
    }
}
