// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the jar says about itself to catalogs and to native compilers. */
class JarMetadataTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final String SERVICES = "META-INF/services/";
    private static final String NATIVE =
            "META-INF/native-image/io.github.camellowdefy/camel-lowdefy-stripe/reachability-metadata.json";

    /** A class that a service file names, alone or as the value of {@code class}. */
    private static final Pattern SERVICE =
            Pattern.compile("(?:class=)?((?:[a-z0-9]+\\.)+[A-Z]\\w*)");

    @ParameterizedTest
    @CsvSource({"component, components", "language, languages"})
    void listsWhatCatalogsLookFor(String kind, String key) throws IOException {
        Properties listed = new Properties();
        try (InputStream in =
                Files.newInputStream(
                        CLASSES.resolve(SERVICES + "org/apache/camel/" + kind + ".properties"))) {
            listed.load(in);
        }

        assertThat(listed.getProperty(key).split(" "))
                .containsExactlyInAnyOrderElementsOf(
                        files(SERVICES + "org/apache/camel/" + kind)
                                .map(file -> file.getFileName().toString())
                                .toList());
        assertThat(listed.getProperty("artifactId")).isEqualTo("camel-lowdefy-stripe");
        assertThat(listed.getProperty("version")).doesNotContain("$");
    }

    @Test
    void tellsNativeCompilersOfEveryService() throws Exception {
        List<String> reflected = metadata("reflection", "type").toList();

        for (String type : reflected) {
            assertThatCode(() -> Class.forName(type).getDeclaredConstructor())
                    .doesNotThrowAnyException();
        }
        assertThat(reflected).containsExactlyInAnyOrderElementsOf(services());
    }

    @Test
    void tellsNativeCompilersOfEveryResource() throws IOException {
        List<String> globs = metadata("resources", "glob").toList();

        for (String glob : globs) {
            assertThat(files("").filter(file -> matches(glob, file))).as(glob).isNotEmpty();
        }
        assertThat(
                        files("io/github/camellowdefy")
                                .filter(file -> !file.toString().endsWith(".class"))
                                .filter(file -> globs.stream().noneMatch(g -> matches(g, file))))
                .isEmpty();
    }

    private static List<String> services() throws IOException {
        return files(SERVICES)
                .flatMap(JarMetadataTest::lines)
                .map(SERVICE::matcher)
                .filter(line -> line.matches())
                .map(line -> line.group(1))
                .distinct()
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file).lines().map(String::strip);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> metadata(String list, String name) throws IOException {
        JsonNode root = new ObjectMapper().readTree(CLASSES.resolve(NATIVE).toFile());
        return root.path(list).valueStream().map(entry -> entry.path(name).asText());
    }

    private static Stream<Path> files(String folder) throws IOException {
        return Files.walk(CLASSES.resolve(folder)).filter(Files::isRegularFile);
    }

    private static boolean matches(String glob, Path file) {
        return FileSystems.getDefault()
                .getPathMatcher("glob:" + glob)
                .matches(CLASSES.relativize(file));
    }
}
