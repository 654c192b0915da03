// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes of the quickstart's file as Kamelets: a head of each, and the file's own bytes. */
class RoutesAsKameletsTest {

    private static final String FILE = "/routes/routes.camel.yaml";

    /** Ends where the steps of a route begin, which a Kamelet's template has at the same place. */
    private static final String HEAD =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: %1$s
              labels:
                camel.apache.org/kamelet.type: action
            spec:
              definition:
                title: %1$s
                type: object
              template:
                from:
                  uri: kamelet:source
            """;

    private final Main main = new Main();

    @BeforeEach
    void start() throws Exception {
        main.addInitialProperty(
                "camel.component.stripe.configuration",
                "#class:io.github.camellowdefy.stripe.sandbox.SandboxConfiguration('sandbox.json')");
        main.start();
        for (String route :
                List.of("list-customers", "create-payment-intent", "retrieve-checkout-session")) {
            load(route);
        }
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void answersTheThreeRequests() throws Exception {
        assertThat((List<?>) call("list-customers").get("data")).hasSize(3);
        assertThat(call("create-payment-intent")).containsEntry("amount", 2000L);
        assertThat(call("retrieve-checkout-session")).containsEntry("status", "open");
    }

    private Map<String, Object> call(String kamelet) throws Exception {
        return main.getCamelTemplate().requestBody("kamelet:" + kamelet, null, Map.class);
    }

    private void load(String route) throws Exception {
        CamelContext camel = main.getCamelContext();
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(
                        ResourceHelper.fromString(
                                route + ".kamelet.yaml", HEAD.formatted(route) + steps(route)));
    }

    private static String steps(String route) throws IOException {
        try (InputStream in = RoutesAsKameletsTest.class.getResourceAsStream(FILE)) {
            String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int begin = file.indexOf("      steps:", file.indexOf("id: " + route));
            int end = file.indexOf("\n- route:", begin);
            return end < 0 ? file.substring(begin) : file.substring(begin, end);
        }
    }
}
