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
package io.github.camellowdefy.stripe.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    private final Main main = new Main();

    @BeforeEach
    void start() {
        main.configure().setProfile("sandbox");
        // the test ends it
        main.addOverrideProperty("camel.main.duration-max-messages", "0");
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void answersTheThreeRequestsOfTheDocumentation() throws Exception {
        ProducerTemplate template = main.getCamelTemplate();

        Map<?, ?> customers = template.requestBody("direct:list-customers", null, Map.class);
        assertThat((List<?>) customers.get("data"))
                .extracting("name")
                .containsExactly("Mary Somerville", "Grace Hopper", "Ada Lovelace");
        assertThat(template.requestBody("direct:create-payment-intent", null, Map.class))
                .containsEntry("object", "payment_intent")
                .containsEntry("amount", 2000L);
        assertThat(template.requestBody("direct:retrieve-checkout-session", null, Map.class))
                .containsEntry("object", "checkout.session")
                .containsEntry("status", "open");
    }
}
