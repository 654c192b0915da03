// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.PropertiesFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What Camel's log and dev consoles show of a secret, by the place where the secret stands. */
class SecretsInConsolesTest {

    /** One waits for an endpoint to send to, the other writes the whole heap into a file. */
    private static final Set<String> WITH_EFFECTS = Set.of("send", "heap-dump");

    private static final String CANARY = "CANARY0123456789";
    private static final String KEY = "sk_live_" + CANARY;
    private static final String SIGNING = "whsec_" + CANARY;
    private static final String BEAN = "#class:" + StripeConfiguration.class.getName();
    private static final Path PAGE = Path.of("..", "src", "docs", "security.md");

    private final Main main = new Main();
    private final Queue<ILoggingEvent> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger camel = (Logger) LoggerFactory.getLogger("org.apache.camel");
    private final Level level = root.getLevel();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> everything =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(event);
                }
            };

    @BeforeEach
    void readEveryLogLine() {
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        everything.start();
        root.addAppender(everything);
        root.setLevel(Level.TRACE);
        camel.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        main.stop();
        root.setLevel(level);
        camel.setLevel(null);
        root.detachAppender(everything);
        others.forEach(root::addAppender);
    }

    @Test
    void whatIsSetInJavaIsShownNowhere() throws Exception {
        StripeConfiguration bean =
                new StripeConfiguration().setSecretKey(KEY).setWebhookSecret(SIGNING);
        bean.setProxyHost("127.0.0.1");
        bean.setProxyPort(1);
        bean.setProxyUsername(CANARY).setProxyPassword(CANARY);
        main.bind("europe", bean);
        start(Map.of(), "stripe:customers/list?connection=#bean:europe");

        assertThat(consolesThatShowIt()).isEmpty();
        assertThat(levelsThatShowIt()).isEmpty();
    }

    @Test
    void whatAPlaceholderReadsFromOutsideIsShownByDebugLinesAlone() throws Exception {
        start(
                Map.of(
                        "camel.component.stripe.secret-key", "{{vault:key}}",
                        "camel.component.stripe.webhook-secret", "{{vault:signing}}",
                        "camel.beans.europe", BEAN,
                        "camel.beans.europe.secret-key", "{{vault:key}}"),
                "stripe:customers/list?connection=#bean:europe");

        assertThat(consolesThatShowIt()).isEmpty();
        assertThat(levelsThatShowIt()).contains(Level.DEBUG).isSubsetOf(Level.DEBUG, Level.TRACE);
    }

    @Test
    void whatIsWrittenIntoPropertiesIsShownByTheConsolesOfProperties() throws Exception {
        start(
                Map.of(
                        "camel.component.stripe.secret-key", KEY,
                        "camel.component.stripe.webhook-secret", SIGNING,
                        "camel.beans.europe", BEAN,
                        "camel.beans.europe.secret-key", KEY,
                        "camel.beans.europe.webhook-secret", SIGNING),
                "stripe:customers/list?connection=#bean:europe");

        assertThat(consolesThatShowIt())
                .isNotEmpty()
                .isSubsetOf("main-configuration", "properties")
                .allSatisfy(SecretsInConsolesTest::assertNamedInThePage);
        assertThat(levelsThatShowIt()).contains(Level.DEBUG).isSubsetOf(Level.DEBUG, Level.TRACE);
    }

    @Test
    void whatIsWrittenIntoAUriIsShownByTheConsolesOfRoutes() throws Exception {
        start(
                Map.of(),
                "stripe:customers/list?secretKey=" + KEY,
                "stripe:customers/list?secretKey=RAW(" + KEY + ")",
                "stripe:customers/list?secretKey={{vault:key}}",
                "stripe:customers/list?secretKey=sk_test_1&webhookSecret=" + SIGNING);

        assertThat(consolesThatShowIt())
                .isNotEmpty()
                .isSubsetOf(
                        "endpoint", "processor-detail", "route-dump", "route-structure", "service")
                .allSatisfy(SecretsInConsolesTest::assertNamedInThePage);
        assertThat(levelsThatShowIt()).contains(Level.DEBUG).isSubsetOf(Level.DEBUG, Level.TRACE);
    }

    private void start(Map<String, String> properties, String... endpoints) throws Exception {
        main.addInitialProperty("camel.main.dev-console-enabled", "true");
        properties.forEach(main::addInitialProperty);
        main.addMainListener(
                new MainListenerSupport() {
                    @Override
                    public void beforeInitialize(BaseMainSupport starting) {
                        starting.getCamelContext()
                                .getPropertiesComponent()
                                .addPropertiesFunction(new Vault());
                    }
                });
        main.configure()
                .addRoutesBuilder(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("direct:a").routeId("a").to(endpoints);
                            }
                        });
        main.start();
    }

    private Set<String> consolesThatShowIt() {
        Set<String> shown = new TreeSet<>();
        DevConsoleRegistry consoles =
                main.getCamelContext()
                        .getCamelContextExtension()
                        .getContextPlugin(DevConsoleRegistry.class);
        consoles.loadDevConsoles(true);
        consoles.stream()
                .filter(console -> !WITH_EFFECTS.contains(console.getId()))
                .filter(
                        console ->
                                shows(console, DevConsole.MediaType.TEXT)
                                        || shows(console, DevConsole.MediaType.JSON))
                .forEach(console -> shown.add(console.getId()));
        return shown;
    }

    private static boolean shows(DevConsole console, DevConsole.MediaType type) {
        return console.supportMediaType(type)
                && String.valueOf(console.call(type, Map.of())).contains(CANARY);
    }

    private Set<Level> levelsThatShowIt() {
        Set<Level> shown = new TreeSet<>((a, b) -> a.toInt() - b.toInt());
        lines.stream()
                .filter(line -> line.getFormattedMessage().contains(CANARY))
                .forEach(line -> shown.add(line.getLevel()));
        return shown;
    }

    private static void assertNamedInThePage(String console) {
        assertThat(PAGE).content().contains('`' + console + '`');
    }

    /** Stands for the environment or a vault. */
    private static final class Vault implements PropertiesFunction {

        @Override
        public String getName() {
            return "vault";
        }

        @Override
        public String apply(String remainder) {
            return remainder.equals("key") ? KEY : SIGNING;
        }
    }
}
