// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camellowdefy.stripe.ReceivedRequest;
import io.github.camellowdefy.stripe.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Lowdefy files as camel-main loads them. */
class LowdefyMainTest {

    private final ScriptedServer server = ScriptedServer.start();
    private final Logger logger =
            (Logger) LoggerFactory.getLogger(LowdefyRoutesBuilderLoader.class.getPackageName());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Main main = new Main();

    @TempDir Path folder;

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
        main.addProperty("LOWDEFY_SECRET_STRIPE_SECRET_KEY", LowdefyContext.KEY);
        main.addProperty("camel.component.stripe.api-base", server.url());
    }

    @AfterEach
    void stop() {
        main.stop();
        server.close();
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void aPatternLoadsEveryLowdefyFile() throws Exception {
        CamelContext context = start("classpath:lowdefy/main/*.lowdefy.yaml");

        context.createProducerTemplate().requestBody("direct:list_customers", (Object) null);
        assertThat(server.lastRequest().target()).isEqualTo("/v1/customers?limit=30");
        assertThat(server.lastRequest().header("Authorization"))
                .isEqualTo("Bearer " + LowdefyContext.KEY);
        context.createProducerTemplate().requestBody("direct:list_charges", Map.of("limit", 2));
        assertThat(server.lastRequest().target()).isEqualTo("/v1/charges?limit=2");
    }

    @Test
    void whatIsNotForStripeIsNamedInOneLine() throws Exception {
        start("classpath:lowdefy/main/*.lowdefy.yaml");

        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.INFO)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("file:")
                .endsWith(
                        "lowdefy/main/shop.lowdefy.yaml also holds definitions that are not for Stripe and are ignored: connection mail of type SendGridMail; request send_mail of type SendGridMailSend");
    }

    @Test
    void theRootFileOfALowdefyProjectIsLoadedBesideRoutesOfTheYamlDsl() throws Exception {
        Path file = folder.resolve("lowdefy.yaml");
        Files.copy(Path.of("src/test/resources/lowdefy/main/shop.lowdefy.yaml"), file);
        Path routes = folder.resolve("nightly.camel.yaml");
        String to = "- from: {uri: direct:nightly, steps: [{to: 'stripe:lowdefy/list_customers'}]}";
        Files.writeString(routes, to);
        Path plain = folder.resolve("hourly.yaml");
        Files.writeString(plain, to.replace("nightly", "hourly"));

        CamelContext context = start("file:%s,file:%s,file:%s".formatted(routes, plain, file));

        context.createProducerTemplate().requestBody("direct:nightly", (Object) null);
        context.createProducerTemplate().requestBody("direct:hourly", (Object) null);
        assertThat(server.requests())
                .extracting(ReceivedRequest::target)
                .containsExactly("/v1/customers?limit=30", "/v1/customers?limit=30");
    }

    @Test
    void aLowdefyFileUnderAnotherNameIsToldWhatToBeCalled() throws Exception {
        Path file = folder.resolve("requests.yaml");
        Files.copy(Path.of("src/test/resources/lowdefy/main/shop.lowdefy.yaml"), file);

        CamelContext context = start("file:" + file);

        assertThat(context.getRoutes()).isEmpty();
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "file:%s looks like a Lowdefy file, but its name belongs to Camel's YAML DSL, which finds no route in it; name it lowdefy.yaml or <something>.lowdefy.yaml"
                                .formatted(file));
    }

    @Test
    void whatIsNoLowdefyFileIsRefusedUnderTheNameOfOne() throws Exception {
        Path file = folder.resolve("lowdefy.yaml");
        Files.writeString(file, "- from: {uri: direct:a, steps: [{to: 'stripe:customers/list'}]}");

        assertThatThrownBy(() -> start("file:" + file))
                .hasMessage(
                        "file:%s:1:1: the file is a list, expected a map with connections and requests"
                                .formatted(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:src/test/resources/lowdefy/main/shop.lowdefy.yaml",
                "file:./src/test/resources/lowdefy/main/shop.lowdefy.yaml",
                "classpath:lowdefy/main/shop.lowdefy.yaml",
                "lowdefy/main/shop.lowdefy.yaml"
            })
    void aFileIsLoadedByItsName(String location) throws Exception {
        CamelContext context = start(location);

        assertThat(context.getRoutes())
                .extracting(Route::getRouteId)
                .containsExactly("list_customers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.lowdefy.yaml", "lowdefy.yaml", "shop.lowdefy.yml"})
    void aFileIsLoadedThatJBangTakesForAResource(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.copy(Path.of("src/test/resources/lowdefy/main/shop.lowdefy.yaml"), file);
        main.addInitialProperty("camel.jbang.classpathFiles", "notes.txt," + file + ",cat.png");
        main.start();

        assertThat(main.getCamelContext().getRoutes())
                .extracting(Route::getRouteId)
                .containsExactly("list_customers");
        main.getCamelContext()
                .createProducerTemplate()
                .requestBody("direct:list_customers", (Object) null);
        assertThat(server.lastRequest().target()).isEqualTo("/v1/customers?limit=30");
    }

    @Test
    void aFileOfJBangThatIsRefusedRefusesTheStart() throws Exception {
        Path file = folder.resolve("shop.lowdefy.yaml");
        Files.writeString(file, "requests: 5");
        main.addInitialProperty("camel.jbang.classpathFiles", file.toString());

        assertThatThrownBy(main::start)
                .rootCause()
                .hasMessage("file:%s:1:11: requests is a number, expected a list".formatted(file));
    }

    @Test
    void aFileThatChangesIsReloaded() throws Exception {
        Path file = folder.resolve("shop.lowdefy.yaml");
        String text =
                Files.readString(Path.of("src/test/resources/lowdefy/main/shop.lowdefy.yaml"));
        Files.writeString(file, text);
        main.configure().withRoutesReloadEnabled(true);
        main.configure().withRoutesReloadDirectory(folder.toString());
        main.configure().withRoutesReloadPattern("*.lowdefy.yaml");
        CamelContext context = start("file:" + file);

        // in one step, or an empty file may be what is seen first
        Path changed =
                Files.writeString(folder.resolve("new"), text.replace("limit: 30", "limit: 29"));
        Files.move(changed, file, StandardCopyOption.ATOMIC_MOVE);

        // a call under way in the moment of the change may fail
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            context.createProducerTemplate()
                                    .requestBody("direct:list_customers", (Object) null);
                            assertThat(server.lastRequest().target())
                                    .isEqualTo("/v1/customers?limit=29");
                        });
    }

    private CamelContext start(String pattern) throws Exception {
        main.configure().withRoutesIncludePattern(pattern);
        main.addProperty("camel.main.routes-include-pattern", pattern);
        main.start();
        return main.getCamelContext();
    }
}
