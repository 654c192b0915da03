// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.StripeComponent;
import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

/** What the sandbox's jar brings along, and what it does without. */
class JarsTest {

    @Test
    void aSandboxRunsWithoutWhatTheComponentStandsOn() throws Throwable {
        // the jars whose classes a user without the component has: jetty, jackson,
        // snakeyaml-engine, slf4j
        Pattern brought =
                Pattern.compile("jetty-.*|jackson-.*|snakeyaml-engine-.*|slf4j-api-.*|classes");
        URL[] jars =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(
                                path ->
                                        brought.matcher(path.getFileName().toString()).matches()
                                                || path.getFileName()
                                                        .toString()
                                                        .startsWith("camel-lowdefy-stripe"))
                        .map(JarsTest::url)
                        .toArray(URL[]::new);
        try (URLClassLoader alone =
                new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            assertThat(alone.getResource("org/apache/camel/CamelContext.class")).isNull();
            assertThat(alone.getResource("com/stripe/StripeClient.class")).isNull();
            Class<?> type = alone.loadClass(StripeSandbox.class.getName());
            MethodHandle start =
                    MethodHandles.publicLookup()
                            .findStatic(type, "start", MethodType.methodType(type));
            MethodHandle url =
                    MethodHandles.publicLookup()
                            .findVirtual(type, "url", MethodType.methodType(String.class));
            try (AutoCloseable sandbox = (AutoCloseable) start.invoke()) {
                assertThat((String) url.invoke(sandbox)).startsWith("http://");
            }
        }
    }

    @Test
    void thePomHandsUsersOnlyWhatTheSandboxItselfRunsOn() throws Exception {
        NodeList handed =
                (NodeList)
                        XPathFactory.newInstance()
                                .newXPath()
                                .evaluate(
                                        "/project/dependencies/dependency[not(scope) or scope='compile' or scope='runtime']",
                                        DocumentBuilderFactory.newInstance()
                                                .newDocumentBuilder()
                                                .parse(new File("pom.xml")),
                                        XPathConstants.NODESET);
        assertThat(Stream.iterate(0, i -> i < handed.getLength(), i -> i + 1))
                .extracting(i -> handed.item(i).getTextContent().strip().split("\\s+"))
                .extracting(words -> String.join(" ", words))
                .containsExactlyInAnyOrder(
                        // all that the component stands on is excluded
                        "io.github.camellowdefy camel-lowdefy-stripe * *",
                        "org.eclipse.jetty jetty-server",
                        "org.eclipse.jetty jetty-alpn-java-server",
                        "org.eclipse.jetty.http2 jetty-http2-server",
                        "com.fasterxml.jackson.core jackson-databind",
                        "org.snakeyaml snakeyaml-engine",
                        "org.slf4j slf4j-api");
    }

    @ParameterizedTest
    @ValueSource(classes = {StripeSandbox.class, StripeComponent.class})
    void licenceAndNoticeAreInTheJars(Class<?> type) throws Exception {
        Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (String name : List.of("META-INF/LICENSE", "META-INF/NOTICE")) {
            if (Files.isDirectory(classes)) {
                assertThat(classes.resolve(name)).isNotEmptyFile();
            } else {
                try (URLClassLoader jar = new URLClassLoader(new URL[] {url(classes)}, null)) {
                    assertThat(jar.findResource(name)).as(name).isNotNull();
                }
            }
        }
    }

    @Test
    void theStandaloneJarNamesAllItBundles() throws Exception {
        String notices = Files.readString(Path.of("src/main/standalone/THIRD-PARTY.txt"));
        NodeList bundled =
                (NodeList)
                        XPathFactory.newInstance()
                                .newXPath()
                                .evaluate(
                                        "//artifactSet/includes/include",
                                        DocumentBuilderFactory.newInstance()
                                                .newDocumentBuilder()
                                                .parse(new File("pom.xml")),
                                        XPathConstants.NODESET);
        for (int i = 0; i < bundled.getLength(); i++) {
            String library = bundled.item(i).getTextContent();
            if (!library.startsWith("io.github.camellowdefy:")) {
                assertThat(notices).contains(library);
            }
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
