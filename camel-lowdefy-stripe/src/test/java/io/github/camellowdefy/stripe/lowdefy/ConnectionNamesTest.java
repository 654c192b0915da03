// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.console.DevConsole;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.constant.ConstantLanguage;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection of a file is a bean by its id, whatever else has that name. */
class ConnectionNamesTest {

    private static final String KEY_OF_THE_COMPONENT = "sk_test_component";

    private final ScriptedServer server = ScriptedServer.start();
    private DefaultCamelContext context;

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stripe",
                "lowdefy-stripe",
                "stripe-component",
                "direct",
                "direct-component",
                "constant",
                "constant-language",
                "log",
                "properties",
                "json-jackson",
                "connection"
            })
    void anIdShadowsNothing(String id) throws Exception {
        start(new DefaultCamelContext());
        context.getRegistry().bind("stripe-component", component());
        context.getRegistry().bind("direct-component", new DirectComponent());
        context.getRegistry().bind("constant-language", new ConstantLanguage());
        load(id, "sk_test_file");
        addRoutes(id);

        assertThat(keyOf("direct:list")).isEqualTo("sk_test_file");
        assertThat(keyOf("direct:connection")).isEqualTo("sk_test_file");
        assertThat(keyOf("direct:component")).isEqualTo(KEY_OF_THE_COMPONENT);
    }

    @Test
    void aComponentOfTheSameNameIsLeftInItsPlace() throws Exception {
        start(new DefaultCamelContext());
        context.getRegistry().bind("stripe", component());
        load("stripe", "sk_test_file");
        addRoutes("stripe");

        assertThat(keyOf("direct:list")).isEqualTo("sk_test_file");
        assertThat(keyOf("direct:connection")).isEqualTo("sk_test_file");
        assertThat(keyOf("direct:component")).isEqualTo(KEY_OF_THE_COMPONENT);
    }

    @Test
    void aRegistryWithoutRepositoriesServesAsWell() throws Exception {
        Registry registry = new SimpleRegistry();
        start(new DefaultCamelContext(registry));
        registry.bind("stripe-component", component());
        load("stripe", "sk_test_file");
        addRoutes("stripe");

        assertThat(keyOf("direct:list")).isEqualTo("sk_test_file");
        assertThat(keyOf("direct:connection")).isEqualTo("sk_test_file");
        assertThat(keyOf("direct:component")).isEqualTo(KEY_OF_THE_COMPONENT);
    }

    @Test
    void aConnectionOfTheApplicationIsNotReplacedButUsed() throws Exception {
        start(new DefaultCamelContext());
        context.getRegistry().bind("stripe-component", component());
        StripeConfiguration own = new StripeConfiguration();
        own.setSecretKey("sk_test_application");
        context.getRegistry().bind("shop", own);

        assertThatThrownBy(() -> load("shop", "sk_test_file"))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageEndingWith(
                        "the connection id shop is taken by a bean of type %s; give the connection another id"
                                .formatted(StripeConfiguration.class.getName()));
        load("stripe", "sk_test_file", "shop");
        assertThat(keyOf("direct:list")).isEqualTo("sk_test_application");
    }

    @Test
    void aFileLoadedAgainChangesItsConnectionAndARefusedOneDoesNot() throws Exception {
        start(new DefaultCamelContext());
        context.getRegistry().bind("stripe-component", component());
        load("stripe", "sk_test_first");
        update("stripe", "sk_test_second", "stripe");
        assertThat(keyOf("direct:list")).isEqualTo("sk_test_second");

        assertThatThrownBy(() -> update("stripe", "sk_test_third", "nowhere"))
                .hasMessageContaining("names the connection nowhere, which is unknown");
        assertThat(connection("stripe").getSecretKey()).isEqualTo("sk_test_second");
    }

    @Test
    void theExportNamesItsBeanSoThatItShadowsNothingEither() throws Exception {
        start(new DefaultCamelContext());
        context.getRegistry().bind("stripe-component", component());
        load("stripe", "sk_test_file");

        assertThat(
                        (String)
                                PluginHelper.getDevConsoleResolver(context)
                                        .resolveDevConsole("lowdefy")
                                        .call(DevConsole.MediaType.TEXT))
                .contains("- name: stripe-connection\n")
                .contains("connection: '#bean:stripe-connection'\n");
    }

    private void start(DefaultCamelContext started) {
        context = started;
        context.getPropertiesComponent().setInitialProperties(new Properties());
        context.start();
    }

    private StripeComponent component() {
        StripeComponent component = new StripeComponent();
        component.getConfiguration().setSecretKey(KEY_OF_THE_COMPONENT);
        component.getConfiguration().setApiBase(server.url());
        component.getConfiguration().setMaxNetworkRetries(0);
        return component;
    }

    private void load(String id, String key) throws Exception {
        load(id, key, id);
    }

    private void load(String id, String key, String used) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(file(id, key, used));
    }

    private void update(String id, String key, String used) throws Exception {
        PluginHelper.getRoutesLoader(context).updateRoutes(file(id, key, used));
    }

    private Resource file(String id, String key, String used) {
        return ResourceHelper.fromString(
                "file:shop.lowdefy.yaml",
                """
                connections:
                  - id: %s
                    type: Stripe
                    properties: {secretKey: %s}
                requests:
                  - id: list
                    type: StripeRequest
                    connectionId: %s
                    properties: {customers: {list: []}}
                """
                        .formatted(id, key, used));
    }

    private void addRoutes(String id) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:connection")
                                .to("stripe:customers/list?connection=#bean:" + id);
                        from("direct:component")
                                .setBody()
                                .constant(Map.of())
                                .to("stripe:customers/list");
                    }
                });
    }

    private StripeConfiguration connection(String id) {
        return context.getRegistry().lookupByNameAndType(id, StripeConfiguration.class);
    }

    private String keyOf(String uri) {
        context.createProducerTemplate().requestBody(uri, (Object) null);
        return server.lastRequest().header("Authorization").replace("Bearer ", "");
    }
}
