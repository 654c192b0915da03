// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import static io.github.camellowdefy.stripe.integration.guide.Checkout.child;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Settings, commands and POMs of the guide; and that no block escapes its test. */
class OtherBlocksTest {

    private static final Set<String> TRIED = Set.of("yaml", "java", "properties", "shell", "xml");

    /** Compared with the code by the architecture tests. */
    private static final String PICTURE = "mermaid";

    private static final Checkout CHECKOUT = new Checkout();

    @Test
    void everyBlockIsTriedOrSaysThatItIsAFragment() {
        assertThat(Guide.blocks())
                .filteredOn(block -> !block.isFragment() && !block.language().equals(PICTURE))
                .allSatisfy(block -> assertThat(TRIED).as("%s", block).contains(block.language()));
    }

    @Test
    void noPageMarksMoreThanItsLanguageAndThatItIsAFragment() {
        assertThat(Guide.blocks())
                .allSatisfy(
                        block ->
                                assertThat(block.info().stream().skip(1))
                                        .as("%s", block)
                                        .allMatch(Block.FRAGMENT::equals));
    }

    /** As the pages are read here. */
    @Test
    void everyFenceStandsAtTheBeginningOfItsLine() {
        assertThat(Guide.pages())
                .allSatisfy(
                        page ->
                                assertThat(Guide.read(page).lines())
                                        .as("%s", page)
                                        .noneMatch(line -> line.matches("\\s+```.*|\\s*~~~.*")));
    }

    static Stream<Block> properties() {
        return Guide.whole("properties");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void properties(Block block) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(block.text()));
        // Spring writes a placeholder in its own way
        properties.replaceAll(
                (name, value) -> ((String) value).replaceAll("\\$\\{(\\w+)}", "{{env:$1}}"));

        try (Trial trial = new Trial(block)) {
            trial.set(properties).start().run();
        }
    }

    static Stream<Block> shell() {
        return Guide.whole("shell");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shell(Block block) {
        assertThat(ShellLine.errors(block.text(), CHECKOUT)).isEmpty();
    }

    @Test
    void aCommandThatCannotWorkIsFound() {
        assertThat(
                        ShellLine.errors(
                                """
                                mvn -q -pl examples/none -Pnone -Dnone=1 pack
                                java -jar camel-lowdefy-stripe-sandbox-9.9.jar
                                camel run x.yaml --dep=mvn:io.github.camellowdefy:other:0.1.0
                                rm -r x
                                node src/build/none.mjs
                                """,
                                CHECKOUT))
                .containsExactly(
                        "no file examples/none",
                        "no module examples/none",
                        "no profile none",
                        "no property none",
                        "no phase pack",
                        "the version is not 9.9",
                        "no module other",
                        "the version is not 0.1.0",
                        "unknown command rm",
                        "no file src/build/none.mjs");
    }

    static Stream<Block> poms() {
        return Guide.whole("xml");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poms")
    void namesDependenciesThatThereAre(Block block) {
        Document xml = Checkout.parse("<all>" + block.text() + "</all>");
        NodeList dependencies = xml.getElementsByTagName("dependency");

        assertThat(dependencies.getLength()).isPositive();
        IntStream.range(0, dependencies.getLength())
                .mapToObj(i -> (Element) dependencies.item(i))
                .forEach(dependency -> check(xml, dependency));
    }

    private static void check(Document xml, Element dependency) {
        String artifact = child(dependency, "artifactId");
        String version = version(xml, child(dependency, "version"));
        if (child(dependency, "groupId").equals("io.github.camellowdefy")) {
            assertThat(CHECKOUT.hasModule(artifact)).as(artifact).isTrue();
            assertThat(version).as(artifact).isEqualTo(CHECKOUT.version());
        } else if (version != null) {
            assertThat(version).as(artifact).isEqualTo(expected(artifact));
        }
    }

    /** The version that this build uses. */
    private static String expected(String artifact) {
        String name = artifact.equals("camel-bom") ? "camel" : artifact.replaceAll("-simple$", "");
        return CHECKOUT.property(name + ".version");
    }

    private static String version(Document xml, String version) {
        if (version == null || !version.startsWith("${")) {
            return version;
        }
        String name = version.substring(2, version.length() - 1);
        return xml.getElementsByTagName(name).item(0).getTextContent();
    }
}
