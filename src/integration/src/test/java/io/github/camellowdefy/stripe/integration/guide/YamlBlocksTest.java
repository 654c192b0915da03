// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Runs every YAML block of the guide: routes, files of Lowdefy, messages. */
class YamlBlocksTest {

    private static final String CONNECTION =
            """
            connections:
              - id: stripe
                type: Stripe
                properties:
                  secretKey:
                    _secret: STRIPE_SECRET_KEY
            requests:
            """;
    private static final String PAY =
            """
            - from:
                uri: %s
                steps:
                  - to: stripe:paymentIntents/create
            """;

    static Stream<Block> blocks() {
        return Guide.whole("yaml");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void runs(Block block) throws Exception {
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(block.text());

        try (Trial trial = new Trial(block)) {
            if (yaml instanceof List<?> steps) {
                trial.start("block.yaml", withARoute(block.text(), steps)).run();
            } else {
                run(trial, block, (Map<?, ?>) yaml);
            }
        }
    }

    private static void run(Trial trial, Block block, Map<?, ?> yaml) throws Exception {
        String first = String.valueOf(yaml.keySet().iterator().next());
        if (first.startsWith("camel.")) {
            Properties properties = new Properties();
            yaml.forEach((name, value) -> properties.put(name, String.valueOf(value)));
            trial.set(properties).start().run();
        } else if (yaml.containsKey("requests")) {
            trial.start("block.lowdefy.yaml", block.text()).run();
        } else if (yaml.containsKey("fixtures")) {
            trial.seed(block.text());
        } else if ("StripeRequest".equals(yaml.get("type"))) {
            String request = "  - " + block.text().indent(4).strip();
            trial.start("block.lowdefy.yaml", CONNECTION + request + '\n').run();
        } else {
            trial.start();
            assertThat(trial.camel().createProducerTemplate().requestBody("stripe", block.text()))
                    .isNotNull();
        }
    }

    /** Settings without a route get one, which they then are for. */
    private static String withARoute(String text, List<?> items) {
        boolean routed =
                items.stream()
                        .map(item -> ((Map<?, ?>) item).keySet())
                        .anyMatch(
                                keys ->
                                        keys.contains("route")
                                                || keys.contains("from")
                                                || keys.contains("rest"));
        return routed ? text : text + PAY.formatted(Trial.PAY);
    }
}
