// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.camellowdefy.stripe.integration.guide.JavaBlocks.Kind;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Compiles and runs every Java block of the guide: routes, beans, tests, statements. */
class JavaBlocksTest {

    private static JavaBlocks java;

    static Stream<Block> blocks() {
        return Guide.whole("java");
    }

    @BeforeAll
    static void compile() {
        java = JavaBlocks.compile(blocks().toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void runs(Block block) throws Exception {
        Class<?> type = java.type(block);
        if (Kind.of(block) == Kind.FILE && !RoutesBuilder.class.isAssignableFrom(type)) {
            test(type);
            return;
        }
        boolean routes = RoutesBuilder.class.isAssignableFrom(type);
        try (Trial trial = new Trial(routes ? block : block.withoutTrial())) {
            switch (Kind.of(block)) {
                case FILE, ROUTES ->
                        trial.start((RoutesBuilder) type.getConstructor().newInstance()).run();
                case MEMBERS -> makesBeans(trial, type);
                case STATEMENTS -> run(trial, type);
            }
        }
    }

    private static void test(Class<?> type) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(type)).build();
        SummaryGeneratingListener tests = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, tests);
        assertThat(tests.getSummary().getFailures())
                .allSatisfy(failure -> assertThat(failure.getException()).isNull());
        assertThat(tests.getSummary().getTestsSucceededCount()).isPositive();
    }

    private static void makesBeans(Trial trial, Class<?> type) throws Exception {
        trial.configuration((CamelConfiguration) type.getConstructor().newInstance()).start().run();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(BindToRegistry.class)) {
                assertThat(trial.camel().getRegistry().lookupByName(method.getName()))
                        .isInstanceOf(method.getReturnType());
            }
        }
    }

    private static void run(Trial trial, Class<?> type) throws Exception {
        trial.start().run();
        CamelContext context = trial.camel();
        ProducerTemplate template = context.createProducerTemplate();
        Map<?, ?> endpoint =
                template.requestBody(
                        "stripe:webhookEndpoints/create",
                        "{url: 'http://127.0.0.1:9/stripe', enabled_events: ['*']}",
                        Map.class);
        type.getMethod(
                        "run",
                        StripeSandbox.class,
                        ProducerTemplate.class,
                        CamelContext.class,
                        String.class)
                .invoke(null, trial.sandbox(), template, context, endpoint.get("id"));
    }
}
