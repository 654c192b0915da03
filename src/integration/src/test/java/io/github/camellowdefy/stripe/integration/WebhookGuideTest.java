// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide's examples are code that a test of this module runs, not copies that age. */
class WebhookGuideTest {

    private static final List<Path> GUIDE =
            List.of(Path.of("../docs/webhooks.md"), Path.of("../docs/catch-up.md"));
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleOfTheGuideIsPartOfATest() throws IOException {
        List<String> examples =
                GUIDE.stream()
                        .flatMap(page -> EXAMPLE.matcher(read(page)).results())
                        .map(found -> found.group(1))
                        .toList();
        List<String> tests = sources();

        assertThat(examples).hasSizeGreaterThan(3);
        assertThat(examples)
                .filteredOn(
                        example ->
                                tests.stream()
                                        .noneMatch(test -> test.contains(withoutSpace(example))))
                .isEmpty();
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(WebhookGuideTest::read)
                    .map(WebhookGuideTest::withoutSpace)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The formatter decides where lines break in a test. */
    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
