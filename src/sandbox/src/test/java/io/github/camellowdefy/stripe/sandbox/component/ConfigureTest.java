// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configured component calls the sandbox whatever base an operation has. */
class ConfigureTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyBaseLeadsToTheSandbox(boolean tls) throws Exception {
        var builder = StripeSandbox.builder();
        try (StripeSandbox sandbox = (tls ? builder.tls() : builder).start();
                DefaultCamelContext camel = new DefaultCamelContext()) {
            sandbox.configure(camel.getComponent("stripe", StripeComponent.class));
            camel.start();
            var template = camel.createProducerTemplate();
            template.requestBody("stripe:customers/list", null, Map.class);
            Map<?, ?> file =
                    Map.of(
                            "purpose",
                            "dispute_evidence",
                            "file",
                            Map.of("data", "x", "name", "a.txt"));
            template.requestBody("stripe:files/create", file, Map.class);
            template.request(
                    "stripe:oauth/deauthorize",
                    e ->
                            e.getIn()
                                    .setBody(
                                            Map.of(
                                                    "client_id",
                                                    "ca_1",
                                                    "stripe_user_id",
                                                    "acct_1")));
            template.request(
                    "stripe:v2/billing/meterEventStream/create",
                    e -> e.getIn().setBody(Map.of("events", List.of())));
            assertThat(sandbox.journal().entries())
                    .extracting(entry -> entry.verb() + ' ' + entry.path())
                    .contains(
                            "GET /v1/customers",
                            "POST /v1/files",
                            "POST /oauth/deauthorize",
                            "POST /v2/billing/meter_event_stream");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionIsABeanLikeAnyOther(boolean tls) throws Exception {
        var builder = StripeSandbox.builder();
        try (StripeSandbox sandbox = (tls ? builder.tls() : builder).start();
                DefaultCamelContext camel = new DefaultCamelContext()) {
            StripeConfiguration configuration = sandbox.configuration();
            assertThat(configuration)
                    .returns(sandbox.secretKey(), StripeConfiguration::getSecretKey)
                    .returns(sandbox.url(), StripeConfiguration::getApiBase)
                    .returns(sandbox.url(), StripeConfiguration::getFilesBase)
                    .returns(sandbox.url(), StripeConfiguration::getConnectBase)
                    .returns(sandbox.url(), StripeConfiguration::getMeterEventsBase);
            camel.getRegistry().bind("mine", configuration);
            camel.start();
            Map<?, ?> list =
                    camel.createProducerTemplate()
                            .requestBody(
                                    "stripe:customers/list?connection=#bean:mine", null, Map.class);
            assertThat(list.get("object")).isEqualTo("list");
        }
    }
}
