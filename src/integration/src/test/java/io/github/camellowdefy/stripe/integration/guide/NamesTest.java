// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Classes, operations, versions and error sentences that the guide names are those of the code. */
class NamesTest {

    private static final Pattern CLASS =
            Pattern.compile(
                    "(?:io\\.github\\.camellowdefy|com\\.stripe)(?:\\.[a-z0-9]+)+\\.[A-Z]\\w+");
    private static final Pattern OPERATION = Pattern.compile("`(?:stripe:)?(\\w+(?:/\\w+)+)`");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Path DOCS = Guide.CHECKOUT.resolve("src/docs");
    private static final Path CODE = Guide.CHECKOUT.resolve("camel-lowdefy-stripe/src/main/java");

    @Test
    void everyClassThatIsNamedIsThere() {
        Set<String> classes =
                Guide.pages().stream()
                        .flatMap(page -> found(CLASS, Guide.read(page)))
                        .collect(Collectors.toSet());

        assertThat(classes)
                .isNotEmpty()
                .allSatisfy(
                        name ->
                                assertThatCode(
                                                () ->
                                                        Class.forName(
                                                                name,
                                                                false,
                                                                getClass().getClassLoader()))
                                        .doesNotThrowAnyException());
    }

    @Test
    void everyMethodOfCamelStripeHasAnOperation() {
        String page = Guide.read(DOCS.resolve("moving-from-camel-stripe.md"));
        List<String> operations =
                OPERATION
                        .matcher(page.substring(page.indexOf("## Methods")))
                        .results()
                        .map(name -> name.group(1).replace('/', '.'))
                        .toList();

        assertThat(operations).hasSizeGreaterThan(43);
        assertThat(operations)
                .allSatisfy(
                        name ->
                                assertThat(OperationCatalog.get().operations())
                                        .anyMatch(
                                                operation ->
                                                        operation.nodeNames().contains(name)
                                                                || operation
                                                                        .javaNames()
                                                                        .contains(name)));
    }

    @Test
    void theSentencesOfTroubleshootingAreThoseOfTheCode() throws IOException {
        List<String> sentences = sentences();
        String page = Guide.read(DOCS.resolve("troubleshooting.md"));
        List<String> shown =
                page.lines()
                        .takeWhile(line -> !line.equals("## Camel says"))
                        .filter(line -> line.startsWith("| `"))
                        .map(
                                line ->
                                        line.substring(
                                                3,
                                                line.indexOf("` |") < 0 ? 3 : line.indexOf("` |")))
                        .filter(sentence -> !sentence.isEmpty())
                        .toList();

        assertThat(shown).hasSizeGreaterThan(30);
        assertThat(shown)
                .filteredOn(
                        sentence ->
                                sentences.stream().noneMatch(known -> known.startsWith(sentence)))
                .as("sentences that the code does not say")
                .isSubsetOf(OF_STRIPE);
    }

    /** What Stripe answers, in its words. */
    private static final List<String> OF_STRIPE =
            List.of(
                    "Keys for idempotent requests can only be used with the same parameters they were first used with.",
                    "Received unknown parameter");

    /** Texts of the code, with one sign for each value that is put in. */
    private static List<String> sentences() throws IOException {
        try (Stream<Path> files = Files.walk(CODE)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(
                            file -> LITERAL.matcher(Guide.read(file).replace("'\"'", "")).results())
                    .map(literal -> literal.group(1))
                    .map(text -> text.replaceAll("(%[\\d$,]*[sd])+", "…").replace("\\\"", "\""))
                    .toList();
        }
    }

    @Test
    void theVersionsOfTheReadmeAreThoseOfTheBuild() {
        String readme = Guide.read(Guide.CHECKOUT.resolve("README.md"));
        Checkout checkout = new Checkout();

        assertThat(readme)
                .contains(
                        "| stripe-java | " + checkout.property("stripe-java.version") + " |",
                        "| Camel | " + minor(checkout.property("camel.version")),
                        "| Spring Boot | " + minor(checkout.property("spring-boot.version")),
                        "| JDK | " + checkout.property("maven.compiler.release"));
    }

    @Test
    void theTerminalOfTheReadmeShowsWhatTheQuickstartLogs() {
        String picture = Guide.read(DOCS.resolve("first-run.svg"));
        String routes =
                Guide.read(
                        Guide.CHECKOUT.resolve(
                                "examples/quickstart/src/main/resources/routes/routes.camel.yaml"));
        List<String> logged =
                found(Pattern.compile("(?<=- log: \").*(?=\")"), routes)
                        .map(message -> message.replaceAll("\\$\\{.*?}}?", "\\\\E.+\\\\Q"))
                        .map(message -> "(?s).*>\\Q" + message + "\\E<.*")
                        .toList();

        assertThat(logged).hasSize(3);
        assertThat(logged).allSatisfy(message -> assertThat(picture).matches(message));
    }

    private static String minor(String version) {
        return version.substring(0, version.lastIndexOf('.'));
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(each -> each.group());
    }
}
