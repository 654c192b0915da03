// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code _ref} to other files of the folder, {@code _var}, and several Lowdefy files. */
class ReferencesTest {

    private final LowdefyContext lowdefy = LowdefyContext.start();

    @TempDir Path folder;

    @AfterEach
    void stop() {
        lowdefy.close();
    }

    @Test
    void findsRequestsWhereverLowdefyPutsThem() throws Exception {
        write(
                "app/connections.yaml",
                LowdefyContext.CONNECTION.substring("connections:\n".length()));
        write(
                "app/pages/customers.yaml",
                """
                id: customers
                type: PageHeaderMenu
                requests:
                  - _ref: {path: requests/list.yaml, vars: {id: on_page, limit: 1}}
                blocks:
                  - id: card
                    type: Card
                    properties: {title: {_ref: does-not-matter.yaml}}
                    requests:
                      - _ref: {path: requests/list.yaml, vars: {id: on_block, limit: 2}}
                    areas:
                      content:
                        blocks:
                          - id: inner
                            type: Box
                            requests:
                              - _ref: {path: requests/list.yaml, vars: {id: in_area, limit: 3}}
                    slots:
                      footer:
                        blocks:
                          - id: deepest
                            blocks:
                              - id: leaf
                                requests:
                                  - _ref: {path: requests/list.yaml, vars: {id: in_slot}}
                """);
        write(
                "app/requests/list.yaml",
                """
                id: {_var: id}
                type: StripeRequest
                connectionId: stripe
                properties:
                  customers:
                    list:
                      - limit: {_var: {key: limit, default: 4}}
                """);
        write(
                "app/app.lowdefy.yaml",
                """
                connections: {_ref: connections.yaml}
                requests:
                  - _ref: {path: requests/list.yaml, vars: {id: at_top, limit: 0}}
                pages:
                  - _ref: pages/customers.yaml
                  - _ref: pages/template.yaml.njk
                api:
                  - id: endpoint
                    type: Api
                    routine:
                      - :if: {_eq: [1, 1]}
                        :then:
                          _ref: {path: requests/list.yaml, vars: {id: in_then, limit: 5}}
                        :else:
                          - :switch:
                              - :case: true
                                :then:
                                  - _ref: {path: requests/list.yaml, vars: {id: in_case, limit: 6}}
                            :default:
                              :for: item
                              :in: [1]
                              :do:
                                - _ref: {path: requests/list.yaml, vars: {id: in_loop, limit: 7}}
                                - {id: mail, type: SendGridMailSend, connectionId: x}
                      - :set_state: {id: 5, type: card}
                      - :return: {id: {_step: in_then.id}, type: {_step: in_then.object}}
                """);

        lowdefy.loadFrom("file:" + folder.resolve("app/app.lowdefy.yaml"));

        String[] ids = {
            "at_top", "on_page", "on_block", "in_area", "in_slot", "in_then", "in_case", "in_loop"
        };
        for (int limit = 0; limit < ids.length; limit++) {
            Exchange answered = lowdefy.send("stripe:lowdefy/" + ids[limit], null);
            assertThat(answered.getException()).as(ids[limit]).isNull();
            assertThat(lowdefy.server().lastRequest().target())
                    .isEqualTo("/api/v1/customers?limit=" + limit);
        }
        assertThat(lowdefy.context().getRoutes()).hasSize(ids.length);
    }

    @Test
    void filesOfTheClasspathReferToTheClasspath() throws Exception {
        lowdefy.loadFrom("classpath:lowdefy/references/app.lowdefy.yaml");

        assertThat(lowdefy.send("direct:from_the_classpath", null).getException()).isNull();
        assertThat(lowdefy.server().lastRequest().target()).isEqualTo("/api/v1/customers?limit=9");
    }

    @Test
    void aKeyTakesAPartOfTheFile() throws Exception {
        write("all.json", "{\"requests\": {\"mine\": [{\"limit\": 8}]}}");
        loadWithArguments("_ref: {path: all.json, key: requests.mine}");

        assertThat(lowdefy.send("direct:a", null).getException()).isNull();
        assertThat(lowdefy.server().lastRequest().target()).isEqualTo("/api/v1/customers?limit=8");
    }

    @Test
    void errorsNameTheFileTheyAreIn() throws Exception {
        write("inner/arguments.yaml", "\n- limit: {_js: 1}\n");

        assertThatThrownBy(() -> loadWithArguments("_ref: inner/arguments.yaml"))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining("inner/arguments.yaml:2:10: the operator _js is not");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.yaml",
                "inner/../../secret.yaml",
                "/etc/passwd",
                "..",
                "file:/etc/passwd",
                "http://stripe.example/x.yaml",
                "..\\secret.yaml"
            })
    void nothingOutsideOfTheFolderIsRead(String path) throws Exception {
        write("secret.yaml", "[{limit: 1}]");

        assertThatThrownBy(() -> loadInFolder("sub", "_ref: '" + path + "'"))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining(
                        "this _ref leads to " + path + ", outside of the folder file:");
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws Exception {
        write("secret.yaml", "[{limit: 1}]");
        Files.createDirectories(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("sub/link.yaml"), folder.resolve("secret.yaml"));

        assertThatThrownBy(() -> loadInFolder("sub", "_ref: link.yaml"))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining("there is no file link.yaml in the folder");
    }

    @Test
    void circlesAreRefusedWithTheirWay() throws Exception {
        write("a.yaml", "[{_ref: b.yaml}]");
        write("b.yaml", "{x: {_ref: a.yaml}}");

        assertThatThrownBy(() -> loadWithArguments("_ref: a.yaml"))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageEndingWith(
                        "the files refer to each other in a circle: a.yaml -> b.yaml -> a.yaml");
    }

    @Test
    void filesThatMultiplyAreStopped() throws Exception {
        for (int i = 0; i < 12; i++) {
            String next = "{_ref: f" + (i + 1) + ".yaml}";
            write("f" + i + ".yaml", "[" + next + "," + next + "," + next + "]");
        }
        write("f12.yaml", "x");

        assertThatThrownBy(() -> loadWithArguments("_ref: f0.yaml"))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining("more than 1000 references");
    }

    @Test
    void filesThatNestWithoutAnEndAreStopped() throws Exception {
        for (int i = 0; i < 300; i++) {
            write(i + ".yaml", "[".repeat(90) + "{_ref: " + (i + 1) + ".yaml}" + "]".repeat(90));
        }
        write("300.yaml", "1");

        assertThatThrownBy(() -> loadWithArguments("_ref: 0.yaml"))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining("values more than 200 deep");
    }

    @Test
    void variablesThatMultiplyAreStopped() throws Exception {
        String ten = "[" + "{_var: x}, ".repeat(10) + "]";
        for (int i = 0; i < 12; i++) {
            write(i + ".yaml", "{_ref: {path: " + (i + 1) + ".yaml, vars: {x: " + ten + "}}}");
        }
        write("12.yaml", "{_var: x}");

        assertThatThrownBy(() -> loadWithArguments("_ref: 0.yaml"))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining("more than 500000 values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_ref: nowhere.yaml|there is no file nowhere.yaml in the folder",
                "_ref: page.yaml.njk|is a Nunjucks template, which is not supported",
                "_ref: {path: a.yaml, transformer: t.js}|has a transformer, which runs JavaScript",
                "_ref: {vars: {}}|this _ref names no path",
                "_ref: {path: a.yaml, vars: 5}|vars is a number, expected a map",
                "{_ref: a.yaml, more: 1}|_ref stands beside other keys, which it would replace",
                "_var: {default: 1}|_var takes the name of a variable, or a map with key"
            })
    void whatCannotBeResolvedIsRefused(String row) throws Exception {
        write("a.yaml", "[]");
        String[] parts = row.split("\\|");

        assertThatThrownBy(() -> loadWithArguments(parts[0]))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining(parts[1]);
    }

    @Test
    void aVariableThatWasNotGivenIsNull() throws Exception {
        write("a.yaml", "[{limit: 5, starting_after: {_var: after}}]");
        loadWithArguments("_ref: a.yaml");

        assertThat(lowdefy.send("direct:a", null).getException()).isNull();
        assertThat(lowdefy.server().lastRequest().target())
                .isEqualTo("/api/v1/customers?limit=5&starting_after=");
    }

    @Test
    void buildOperatorsAreEvaluatedWhenTheFileIsLoaded() throws Exception {
        write("a.yaml", "- {email: {_payload: email}}");
        loadWithArguments(
                "{_build.array.concat: [{_ref: a.yaml}, [{idempotencyKey: {_build.string.concat:"
                        + " [key-, {_build.env: {key: NO_SUCH, default: d}}]}, stripeAccount:"
                        + " {_build.if: {test: false, then: acct_1}}}]]}");

        lowdefy.send("direct:a", Map.of("email", "a@b.c"));

        assertThat(lowdefy.server().lastRequest().target())
                .isEqualTo("/api/v1/customers?email=a%40b.c");
        assertThat(lowdefy.server().lastRequest().header("Idempotency-Key")).isEqualTo("key-d");
    }

    @Test
    void aBuildOperatorThatFailsIsRefusedWhereARequestNeedsIt() throws Exception {
        assertThatThrownBy(() -> loadWithArguments("[{limit: {_build.sum: 5}}]"))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageEndingWith(
                        "app.lowdefy.yaml:13:18: the build operator _build.sum failed: _sum: takes a list, got a number");
        assertThatThrownBy(() -> loadWithArguments("[{limit: {_build.payload: n}}]"))
                .hasMessageContaining(
                        "the build operator _build.payload failed: has no value before");

        lowdefy.load(
                LowdefyContext.CONNECTION
                        + "pages:\n  - id: home\n    blocks:\n      _build.array.map: [[], x]\n");
    }

    @Test
    void aRequestUsesAConnectionOfAnotherFileWhicheverComesFirst() throws Exception {
        Resource requests =
                ResourceHelper.fromString("file:b.lowdefy.yaml", requestWith("[{limit: 3}]"));
        Resource connections =
                ResourceHelper.fromString("file:c.lowdefy.yaml", LowdefyContext.CONNECTION);

        lowdefy.load(requests, connections);

        assertThat(lowdefy.send("direct:a", null).getException()).isNull();
    }

    @Test
    void anIdBelongsToOneFile() throws Exception {
        lowdefy.load(LowdefyContext.CONNECTION + requestWith("[]"));
        Resource second =
                ResourceHelper.fromString("file:more.lowdefy.yaml", requestWith("[{limit: 3}]"));

        assertThatThrownBy(() -> lowdefy.load(second))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessage(
                        "file:more.lowdefy.yaml:2:5: the request id a is taken by the request at file:shop.lowdefy.yaml:7:5; ids are unique across files");
    }

    @Test
    void aFileThatIsLoadedAgainReplacesWhatItMade() throws Exception {
        lowdefy.load(LowdefyContext.CONNECTION + requestWith("[{limit: 1}]"));
        Resource changed =
                ResourceHelper.fromString(
                        "file:" + LowdefyContext.FILE,
                        LowdefyContext.CONNECTION + requestWith("[{limit: 2}]"));

        PluginHelper.getRoutesLoader(lowdefy.context()).updateRoutes(changed);

        assertThat(lowdefy.send("direct:a", null).getException()).isNull();
        assertThat(lowdefy.server().lastRequest().target()).isEqualTo("/api/v1/customers?limit=2");
        assertThat(lowdefy.context().getRoutes()).hasSize(1);
    }

    private void loadWithArguments(String arguments) throws Exception {
        loadInFolder(".", arguments);
    }

    private void loadInFolder(String sub, String arguments) throws Exception {
        write(
                sub + "/app.lowdefy.yaml",
                LowdefyContext.CONNECTION + requestWith("\n        " + arguments));
        lowdefy.loadFrom("file:" + folder.resolve(sub).normalize() + "/app.lowdefy.yaml");
    }

    private static String requestWith(String arguments) {
        return "requests:\n  - id: a\n    type: StripeRequest\n    connectionId: stripe\n"
                + "    properties:\n      customers:\n       list: "
                + arguments
                + "\n";
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file).normalize();
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
