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
package io.github.camellowdefy.stripe.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RoutesOnQuarkusTest {

    private static final String ROUTES = "src/main/resources/routes/routes.camel.yaml";

    @Inject ProducerTemplate template;

    @Test
    void answersTheThreeRequestsOfTheDocumentation() {
        Map<?, ?> customers = template.requestBody("direct:list-customers", null, Map.class);
        assertThat((List<?>) customers.get("data")).hasSize(3);
        assertThat(template.requestBody("direct:create-payment-intent", null, Map.class))
                .containsEntry("amount", 2000L);
        assertThat(template.requestBody("direct:retrieve-checkout-session", null, Map.class))
                .containsEntry("status", "open");
    }

    @Test
    void runsTheFileThatTheOtherRuntimesRun() {
        assertThat(Path.of(ROUTES)).hasSameBinaryContentAs(Path.of("../quickstart", ROUTES));
    }
}
