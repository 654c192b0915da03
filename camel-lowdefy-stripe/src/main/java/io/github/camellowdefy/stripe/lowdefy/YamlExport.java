// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Mapping;
import io.github.camellowdefy.stripe.lowdefy.yaml.NodeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/**
 * Writes a loaded file as Camel's YAML DSL: beans for its connections, a route for each request.
 * The written route runs without the Lowdefy file. Secrets are placeholders for the property or
 * environment variable they come from; keys that were written out in the file are placeholders for
 * a property to be made.
 */
final class YamlExport {

    /** How Camel may look up what is bound under a name. */
    private static final List<String> SUFFIXES =
            List.of("", "-component", "-dataformat", "-language");

    private final Secrets secrets;
    private final Registry registry;
    private final LowdefyFiles files;

    YamlExport(CamelContext context) {
        this.secrets = new Secrets(context);
        this.registry = context.getRegistry();
        this.files = LowdefyFiles.of(context);
    }

    /** The beans and routes of a file as one YAML document. */
    String of(LowdefyFiles.Loaded file) {
        List<Object> document = new ArrayList<>();
        if (!file.document().connections().isEmpty()) {
            List<Object> beans = new ArrayList<>();
            file.document().connections().forEach(connection -> beans.add(bean(connection)));
            document.add(Map.of("beans", beans));
        }
        StringBuilder notes = new StringBuilder();
        for (CompiledRequest request : file.requests()) {
            if (request.operation() == null) {
                notes.append("# The request ")
                        .append(request.definition().id())
                        .append(" checks a signature; for that, send the delivery to")
                        .append(" stripe:webhooks/constructEvent.\n");
            } else {
                notes.append(payload(request.definition()));
                document.add(Map.of("route", route(request)));
            }
        }
        return notes + NodeText.yaml(document);
    }

    /** The conditions that a route of Camel does not check. */
    private static String payload(RequestDefinition request) {
        return request.payload() == null
                ? ""
                : "# A message to direct:%s has to be a map with the keys %s; this was checked, and is not any more.\n"
                        .formatted(
                                request.id(),
                                String.join(", ", request.payload()).replaceAll("\\p{Cntrl}", " "));
    }

    private Map<String, Object> bean(ConnectionDefinition connection) {
        Map<String, Object> properties = new LinkedHashMap<>();
        connection
                .properties()
                .entries()
                .forEach((name, value) -> properties.put(name, option(connection, name, value)));
        Map<String, Object> bean = new LinkedHashMap<>();
        bean.put("name", beanName(connection.id()));
        bean.put("type", StripeConfiguration.class.getName());
        bean.put("properties", properties);
        return bean;
    }

    private Object option(ConnectionDefinition connection, String name, Node value) {
        Node secret = value instanceof Mapping mapping ? mapping.get("_secret") : null;
        if (secret != null && secret.text() != null) {
            return "{{" + secrets.propertyOf(secret.text()) + "}}";
        }
        boolean plain = !(value instanceof Mapping) && !NodeText.holdsSecret(value);
        return plain && !name.equals("secretKey")
                ? NodeText.plain(value)
                : "{{stripe." + connection.id() + '.' + name + "}}";
    }

    /** The id, unless Camel would take a bean of that name for a component of the application. */
    private String beanName(String id) {
        boolean taken =
                files.connection(id) != null
                        && SUFFIXES.stream()
                                .anyMatch(suffix -> registry.lookupByName(id + suffix) != null);
        return taken ? id + "-connection" : id;
    }

    private Map<String, Object> route(CompiledRequest request) {
        Map<String, Object> language = new LinkedHashMap<>();
        language.put("language", LowdefyLanguage.NAME);
        language.put("expression", NodeText.yamlWithoutPlaceholders(request.arguments()));
        Map<String, Object> to = new LinkedHashMap<>();
        to.put("uri", request.uri());
        to.put("parameters", Map.of("connection", "#bean:" + beanName(request.connection())));
        Map<String, Object> from = new LinkedHashMap<>();
        from.put("uri", "direct:" + request.definition().id());
        from.put(
                "steps",
                List.of(Map.of("setBody", Map.of("language", language)), Map.of("to", to)));
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("id", request.definition().id());
        route.put("description", request.description());
        route.put("from", from);
        return route;
    }
}
