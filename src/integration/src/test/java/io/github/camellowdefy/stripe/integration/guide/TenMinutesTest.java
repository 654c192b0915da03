// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The project that the README shows, run with no other jars of Camel than its POM asks for: so that
 * none is missing there.
 */
class TenMinutesTest {

    private static final String CAMEL = "org.apache.camel";

    @TempDir Path folder;

    @Test
    void theProjectOfTheReadmePaysWithTheJarsOfItsPom() throws Exception {
        String pom = block("xml");
        assertThat(pom).contains("<exec.mainClass>org.apache.camel.main.Main</exec.mainClass>");
        Files.writeString(folder.resolve("application.properties"), block("properties"));
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/pay.camel.yaml"), lastBlock("yaml"));

        assertThat(run(jars(pom))).contains("succeeded: 2000 eur");
    }

    private static String block(String language) {
        return readme(language).findFirst().orElseThrow().text();
    }

    private static String lastBlock(String language) {
        return readme(language).reduce((first, second) -> second).orElseThrow().text();
    }

    private static Stream<Block> readme(String language) {
        return Guide.whole(language).filter(block -> block.page().equals("README.md"));
    }

    /** Of Camel what the POM asks for and what that brings along; everything else there is. */
    private static List<Path> jars(String pom) {
        List<Path> all =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(path -> !path.endsWith("test-classes"))
                        .toList();
        Set<String> wanted = new HashSet<>();
        camelOf(pom).forEach(artifact -> add(artifact, all, wanted));
        // what the component brings along
        add("camel-support", all, wanted);
        return all.stream()
                .filter(path -> !isOfCamel(path) || wanted.contains(artifact(path)))
                .toList();
    }

    private static void add(String artifact, List<Path> all, Set<String> wanted) {
        if (wanted.add(artifact)) {
            all.stream()
                    .filter(path -> isOfCamel(path) && artifact(path).equals(artifact))
                    .flatMap(jar -> camelOf(Guide.read(pomOf(jar))))
                    .forEach(next -> add(next, all, wanted));
        }
    }

    private static Path pomOf(Path jar) {
        return jar.resolveSibling(jar.getFileName().toString().replaceAll("\\.jar$", ".pom"));
    }

    private static boolean isOfCamel(Path path) {
        return path.toString().replace('\\', '/').contains("/org/apache/camel/");
    }

    private static String artifact(Path jar) {
        return jar.getParent().getParent().getFileName().toString();
    }

    /** The artifacts of Camel that a POM depends on at run time. */
    private static Stream<String> camelOf(String pom) {
        NodeList all = Checkout.parse(pom).getElementsByTagName("dependency");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(each -> CAMEL.equals(Checkout.child(each, "groupId")))
                .filter(each -> !"test".equals(Checkout.child(each, "scope")))
                .filter(each -> !"provided".equals(Checkout.child(each, "scope")))
                .filter(each -> !"true".equals(Checkout.child(each, "optional")))
                .map(each -> Checkout.child(each, "artifactId"));
    }

    /** What the application logs, in a process of its own. */
    private String run(List<Path> jars) throws Exception {
        String classPath =
                Stream.concat(Stream.of(folder), jars.stream().map(Path::toAbsolutePath))
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        Process application =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classPath,
                                "org.apache.camel.main.Main")
                        .redirectErrorStream(true)
                        .start();
        String log = new String(application.getInputStream().readAllBytes(), UTF_8);
        assertThat(application.waitFor()).as(log).isZero();
        return log;
    }
}
