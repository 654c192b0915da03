// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.camellowdefy.stripe.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.spi.BacklogTracer;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A canary in every place a secret is allowed in must show up nowhere else. */
class LowdefySecretsTest {

    private static final String CANARY = "canary4711";
    private static final String KEY = "sk_test_" + CANARY;

    /** HttpClient's own log of what goes over the wire, which is off unless asked for. */
    private static final String WIRE = "org.apache.hc.client5.http";

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    if (event.getLoggerName().startsWith(WIRE)) {
                        return;
                    }
                    logged.add(event.getFormattedMessage());
                    if (event.getThrowableProxy() != null) {
                        logged.add(event.getThrowableProxy().getMessage());
                    }
                }
            };

    private Level level;
    private LowdefyContext lowdefy;

    @BeforeEach
    void listen() {
        level = root.getLevel();
        root.setLevel(Level.TRACE);
        root.iteratorForAppenders().forEachRemaining(other -> other.stop());
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        lowdefy =
                LowdefyContext.start(
                        Map.of(
                                "LOWDEFY_SECRET_STRIPE_SECRET_KEY",
                                KEY,
                                "lowdefy.secret.SHARED",
                                CANARY + "-shared"));
    }

    @AfterEach
    void stop() {
        lowdefy.close();
        root.detachAppender(appender);
        root.setLevel(level);
        root.iteratorForAppenders().forEachRemaining(other -> other.start());
    }

    @Test
    void isInNoLogDumpHeaderErrorOrAttribute() throws Exception {
        lowdefy.loadFrom("classpath:lowdefy/secrets.lowdefy.yaml");
        BacklogTracer tracer =
                lowdefy.context().getCamelContextExtension().getContextPlugin(BacklogTracer.class);
        tracer.setEnabled(true);
        lowdefy.server().script(Reply.json("{}"), Reply.json(400, "{\"error\":{}}"));

        Exchange sent = lowdefy.send("direct:with_secrets", Map.of());
        Exchange refused = lowdefy.send("direct:with_secrets", Map.of());
        Exchange wrong = lowdefy.send("direct:secret_in_the_wrong_place", Map.of());

        String body = new String(lowdefy.server().requests().get(0).body());
        assertThat(body).contains("metadata[shared]=" + CANARY + "-shared");
        assertThat(lowdefy.server().requests().get(0).header("Authorization"))
                .isEqualTo("Bearer " + KEY);
        assertThat(refused.getException()).isNotNull();
        assertThat(wrong.getException()).isNotNull();
        assertThat(sent.getMessage().getHeaders().toString()).doesNotContain(CANARY);
        assertThat(stackTrace(refused) + stackTrace(wrong)).doesNotContain(CANARY);
        assertThat(refused.getMessage().getBody().toString()).doesNotContain(CANARY);
        assertThat(tracer.dumpAllTracedMessagesAsXml()).isNotEmpty().doesNotContain(CANARY);
        assertThat(PluginHelper.getModelToXMLDumper(lowdefy.context()).toString())
                .doesNotContain(CANARY);
        assertThat(dumpedRoutes()).contains("_secret: SHARED").doesNotContain(CANARY);
        assertThat(console()).contains("_secret: SHARED").doesNotContain(CANARY);
        assertThat(managedAttributes()).doesNotContain(CANARY);
        assertThat(String.join("\n", logged))
                .contains("with_secrets")
                .doesNotContain(KEY)
                .doesNotContain(CANARY + "-shared");
    }

    @Test
    void keysWrittenOutInAFileAreBlankedInWhatIsDumped() throws Exception {
        lowdefy.load(
                """
                connections:
                  - id: stripe
                    type: Stripe
                    properties: {secretKey: sk_live_canary4711, stripeAccount: acct_1}
                requests:
                  - id: other_key
                    type: StripeRequest
                    connectionId: stripe
                    properties: {customers: {list: [{}, {apiKey: rk_live_canary4711}]}}
                """);

        Exchange sent = lowdefy.send("direct:other_key", null);

        assertThat(sent.getException()).isNull();
        assertThat(lowdefy.server().lastRequest().header("Authorization"))
                .isEqualTo("Bearer rk_live_canary4711");
        assertThat(console())
                .contains("{{stripe.stripe.secretKey}}", "stripeAccount: acct_1")
                .doesNotContain(CANARY);
        assertThat(dumpedRoutes()).doesNotContain(CANARY);
        assertThat(String.join("\n", logged)).doesNotContain("_live_canary4711");
    }

    @Test
    void allSecretsAtOnceAreRefused() throws Exception {
        lowdefy.loadFrom("classpath:lowdefy/secrets.lowdefy.yaml");

        Exchange answered = lowdefy.send("direct:all_secrets", null);

        assertThat(answered.getException())
                .hasMessageEndingWith("_secret takes the name of one secret, never all of them");
    }

    @Test
    void theEnvironmentComesBeforeProperties() {
        Secrets secrets =
                new Secrets(lowdefy.context(), Map.of("LOWDEFY_SECRET_SHARED", "env")::get);

        assertThat(secrets.apply("SHARED")).isEqualTo("env");
        assertThat(secrets.apply("STRIPE_SECRET_KEY")).isEqualTo(KEY);
        assertThat(new Secrets(lowdefy.context(), name -> null).apply("SHARED"))
                .isEqualTo(CANARY + "-shared");
        assertThat(secrets.apply("NO_SUCH")).isNull();
        assertThat(secrets.apply("{{SHARED}}")).isNull();
        assertThat(secrets).hasToString("Secrets");
    }

    private String dumpedRoutes() throws Exception {
        StringBuilder text = new StringBuilder();
        for (var definition : lowdefy.context().getRouteDefinitions()) {
            text.append(
                    PluginHelper.getModelToYAMLDumper(lowdefy.context())
                            .dumpModelAsYaml(lowdefy.context(), definition));
        }
        return text.toString();
    }

    private String console() {
        DevConsole console =
                PluginHelper.getDevConsoleResolver(lowdefy.context()).resolveDevConsole("lowdefy");
        return console.call(DevConsole.MediaType.TEXT).toString()
                + console.call(DevConsole.MediaType.JSON);
    }

    private static String stackTrace(Exchange exchange) {
        StringWriter text = new StringWriter();
        exchange.getException().printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private String managedAttributes() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder text = new StringBuilder();
        ObjectName ours =
                new ObjectName(
                        "org.apache.camel:context=%s,*"
                                .formatted(lowdefy.context().getManagementName()));
        for (ObjectName name : server.queryNames(ours, null)) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                Object[] value = new Object[1];
                catchThrowable(() -> value[0] = server.getAttribute(name, attribute.getName()));
                text.append(value[0]).append('\n');
            }
        }
        return text.toString();
    }
}
