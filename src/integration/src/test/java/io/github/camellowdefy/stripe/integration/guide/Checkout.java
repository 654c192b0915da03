// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What the POMs of the checkout say. */
final class Checkout {

    private static final List<String> SKIPPED = List.of("target", ".git", "src/main", "src/test");

    private final Map<String, Document> modules = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    Checkout() {
        try (Stream<Path> files = Files.walk(Guide.CHECKOUT, 4)) {
            files.filter(file -> file.endsWith("pom.xml"))
                    .filter(file -> SKIPPED.stream().noneMatch(file.toString()::contains))
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Path file) {
        String pom = Guide.read(file);
        text.append(pom);
        modules.put(child(parse(pom).getDocumentElement(), "artifactId"), parse(pom));
    }

    static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new org.xml.sax.InputSource(new java.io.StringReader(xml)));
        } catch (Exception e) {
            throw new IllegalArgumentException(e.getMessage() + " in " + xml, e);
        }
    }

    /** The text of a direct child, or null. */
    static String child(Element element, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent().strip();
            }
        }
        return null;
    }

    boolean hasModule(String artifact) {
        return modules.containsKey(artifact);
    }

    String version() {
        return child(parent(), "version");
    }

    /** A property of the parent POM, such as camel.version. */
    String property(String name) {
        Element properties = (Element) parent().getElementsByTagName("properties").item(0);
        return child(properties, name);
    }

    private Element parent() {
        return modules.get("camel-lowdefy-stripe-parent").getDocumentElement();
    }

    boolean hasProfile(String id) {
        return text.indexOf("<id>" + id + "</id>") >= 0;
    }

    /** Whether a POM reads or sets this property. */
    boolean knowsProperty(String name) {
        return text.indexOf("${" + name + "}") >= 0 || text.indexOf("<" + name + ">") >= 0;
    }
}
