// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an application need not bring is not needed to call Stripe. */
class OptionalDependenciesTest {

    @Test
    void aRouteRunsWithoutMicrometerAndWithoutCamelWebhook() throws Exception {
        String classPath =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.contains("micrometer"))
                        .filter(entry -> !entry.contains("camel-webhook"))
                        .collect(Collectors.joining(File.pathSeparator));
        OwnJvm call = OwnJvm.run(List.of("-cp", classPath), Call.class);

        assertThat(call.output())
                .contains("Micrometer: false, camel-webhook: false, answer: {id=cus_1}");
    }

    /** Runs with the smaller class path. */
    static final class Call {

        private Call() {}

        public static void main(String[] args) throws Exception {
            try (Routes routes =
                    Routes.start(r -> r.from("direct:a").to("stripe:customers/list"))) {
                routes.server().otherwise(Reply.json("{\"id\":\"cus_1\"}"));
                System.out.printf(
                        "Micrometer: %s, camel-webhook: %s, answer: %s%n",
                        isThere("io.micrometer.core.instrument.Meter"),
                        isThere("org.apache.camel.component.webhook.WebhookComponent"),
                        routes.template().requestBody("direct:a", (Object) null));
            }
        }

        private static boolean isThere(String name) {
            try {
                Class.forName(name);
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
