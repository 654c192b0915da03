// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Route;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Parts of a file that become neither a connection nor a route refuse nothing, and are named. */
class RemainderTest {

    private static final String REQUESTS =
            "requests:\n  - {id: list, type: StripeRequest, connectionId: stripe, properties:"
                    + " {customers: {list: []}}}\n";

    private final LowdefyContext lowdefy = LowdefyContext.start();
    private final Logger logger =
            (Logger) LoggerFactory.getLogger(LowdefyRoutesBuilderLoader.class.getPackageName());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir Path folder;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        lowdefy.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StripeRequst",
                "stripeRequest",
                "StripeRequests",
                "Striperequest",
                "StrpeReqest",
                "Stripe",
                "StripeCharge",
                "Request"
            })
    void aRequestOfAMisspelledTypeIsWarnedAbout(String type) throws Exception {
        lowdefy.load(LowdefyContext.CONNECTION + REQUESTS.replace("StripeRequest", type));

        assertThat(warnings())
                .containsExactly(
                        "file:shop.lowdefy.yaml:7:22: the request list is of type %s and left out; write the type StripeRequest if it is for Stripe"
                                .formatted(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "Strpe", "Stirpe", "StripeRequest", "StripeConnection"})
    void aConnectionOfAMisspelledTypeIsWarnedAbout(String type) throws Exception {
        lowdefy.load(LowdefyContext.CONNECTION.replace("type: Stripe", "type: " + type));

        assertThat(warnings())
                .containsExactly(
                        "file:shop.lowdefy.yaml:3:11: the connection stripe is of type %s and left out; write the type Stripe if it is for Stripe"
                                .formatted(type));
    }

    @ParameterizedTest
    @CsvSource({
        "MongoDBCollection, MongoDBFind",
        "AxiosHttp, AxiosHttp",
        "Script, ScriptRun",
        "SendGridMail, SendGridMailSend",
        "Knex, KnexRaw"
    })
    void othersAreLeftAloneWithoutAWarning(String connection, String request) throws Exception {
        lowdefy.load(
                LowdefyContext.CONNECTION
                        + "  - {id: other, type: %s}\n".formatted(connection)
                        + REQUESTS
                        + "  - {id: more, type: %s, connectionId: other}\n".formatted(request));

        assertThat(warnings()).isEmpty();
        assertThat(routes()).containsExactly("list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "lowdefy: 4.0.0",
                "pages: [{id: home, type: Box}]",
                "connections: []",
                "connections: [{id: db, type: MongoDBCollection}]",
                "conections: [{id: stripe, type: Stripe, properties: {secretKey: x}}]"
            })
    void aFileOfWhichNothingIsMadeIsWarnedAbout(String yaml) throws Exception {
        lowdefy.load(yaml);

        assertThat(warnings())
                .containsExactly(
                        "file:shop.lowdefy.yaml: the file holds no connection of type Stripe and no request of type StripeRequest; no route is made of it");
    }

    @Test
    void aPropertyOfAConnectionThatIsUnknownIsLeftOutAsInLowdefy() throws Exception {
        lowdefy.load(
                LowdefyContext.CONNECTION + "      secrtKey: sk_test_typo\n      color: blue\n");

        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "file:shop.lowdefy.yaml:5:7: the connection stripe has properties that are unknown and left out: There is no option secrtKey; the nearest is secretKey. There is no option color;")
                .doesNotContain("sk_test_typo", "blue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.lowdefy.yml", "shop.v2.lowdefy.yml"})
    void aFileNamedYmlIsLoadedWithAWarning(String name) throws Exception {
        lowdefy.load(
                ResourceHelper.fromString("file:" + name, LowdefyContext.CONNECTION + REQUESTS));

        assertThat(warnings())
                .containsExactly(
                        "file:%s is loaded, but a pattern such as *.lowdefy.yaml does not find it; let its name end with .lowdefy.yaml"
                                .formatted(name));
        assertThat(routes()).containsExactly("list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{customers: {retrieve: [{_step: find.id}]}}",
                "{customers: {list: {email: {_if_none: [{_step: find.email}, {_payload: e}]}}}}",
                "{customers: {update: [{_payload: id}, {name: {_item: name}}]}}",
                "{customers: {list: {_state: filter}}}",
                "{customers: {list: [{email: {_error: message}}]}}"
            })
    void onlyTheRequestThatNeedsItsRoutineIsLeftOut(String properties) throws Exception {
        lowdefy.load(
                LowdefyContext.CONNECTION
                        + REQUESTS
                        + """
                        api:
                          - id: endpoint
                            type: Api
                            routine:
                              - {id: find, type: StripeRequest, connectionId: stripe, properties: {customers: {list: {limit: 1}}}}
                              - :if: {_step: find.has_more}
                                :then:
                                  - id: needs
                                    type: StripeRequest
                                    connectionId: stripe
                                    properties: %s
                              - :return: {_step: find}
                        """
                                .formatted(properties));

        assertThat(routes()).containsExactlyInAnyOrder("list", "find");
        assertThat(warnings())
                .singleElement()
                .asString()
                .matches(
                        "file:shop\\.lowdefy\\.yaml:18:\\d+: the request needs is left out: _(step|item|state|error) has a value only inside a routine, which Camel does not run; put the value in the message and read it with _payload");
        assertThat(lowdefy.send("direct:find", null).getException()).isNull();
    }

    @Test
    void outsideOfARoutineTheFileIsRefusedAsForAnyOtherOperator() {
        assertThatThrownBy(
                        () ->
                                lowdefy.load(
                                        LowdefyContext.CONNECTION
                                                + REQUESTS.replace("[]", "{limit: {_step: n}}")))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining("the operator _step is not supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_ref: ../secret.yaml",
                "_ref: /etc/passwd",
                "_ref: file:/etc/passwd",
                "_ref: link.yaml",
                "_ref: {path: ../secret.yaml, vars: {a: 1}}",
                "{_ref: ../secret.yaml, more: 1}",
                "{_ref: inside.yaml, more: 1}",
                "_ref: {path: inside.yaml, vars: 5}",
                "_ref: {path: inside.yaml, transformer: t.js}",
                "_ref: nowhere.yaml",
                "_ref: circle.yaml",
                "_ref: broken.yaml",
                "_ref: folder",
                "_ref: page.yaml.njk",
                "_var: {default: 1}",
                "_build.array.map: [[], x]"
            })
    void whatCannotBeResolvedRefusesNothingWhereNoRequestNeedsIt(String node) throws Exception {
        write("secret.yaml", "{id: stolen, type: StripeRequest}");
        write("app/inside.yaml", "{id: inside, type: Box}");
        write("app/circle.yaml", "{_ref: circle.yaml}");
        write("app/broken.yaml", "a: [1");
        Files.createDirectories(folder.resolve("app/folder"));
        Files.createSymbolicLink(folder.resolve("app/link.yaml"), folder.resolve("secret.yaml"));
        String connections = LowdefyContext.CONNECTION + "  - {" + braceless(node) + "}\n";
        String title = "blocks: [{id: b, type: Title, properties: {content: {" + braceless(node);
        write(
                "app/app.lowdefy.yaml",
                connections
                        + REQUESTS
                        + "global: {"
                        + braceless(node)
                        + "}\npages:\n  - {"
                        + braceless(node)
                        + "}\n  - {id: home, "
                        + title
                        + "}}}]}\napi: {"
                        + braceless(node)
                        + "}\n");

        lowdefy.loadFrom("file:" + folder.resolve("app/app.lowdefy.yaml"));

        assertThat(routes()).containsExactly("list");
        assertThat(lowdefy.send("direct:list", null).getException()).isNull();
        assertThat(warnings()).isEmpty();
    }

    private static String braceless(String node) {
        return node.startsWith("{") ? node.substring(1, node.length() - 1) : node;
    }

    @Test
    void aRequestOfAConnectionThatCannotBeReadIsRefusedWithTheReason() throws Exception {
        write("app/app.lowdefy.yaml", "connections: [{_ref: nowhere.yaml}]\n" + REQUESTS);

        assertThatThrownBy(() -> lowdefy.loadFrom("file:" + folder.resolve("app/app.lowdefy.yaml")))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining(
                        "app.lowdefy.yaml:1:15: there is no file nowhere.yaml in the folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:nowhere.lowdefy.yaml",
                "classpath:nowhere.lowdefy.yaml",
                "nowhere.lowdefy.yaml"
            })
    void aFileThatDoesNotExistIsNamed(String location) {
        assertThatThrownBy(() -> lowdefy.loadFrom(location))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageEndingWith(
                        "nowhere.lowdefy.yaml:1:1: there is no such file; check its folder and name");
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private List<String> routes() {
        return lowdefy.context().getRoutes().stream().map(Route::getRouteId).toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
