// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.OptionConfigurer;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.lowdefy.expression.ExpressionCompiler;
import io.github.camellowdefy.stripe.lowdefy.expression.Scope;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.option.OptionError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a {@link StripeConfiguration} of a connection. Beside Lowdefy's five properties those of
 * the component's connections are understood; others are named in a warning and left out, as
 * Lowdefy leaves them out.
 */
record ConnectionFactory(CamelContext context, UnaryOperator<String> secrets) {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionFactory.class);

    private static final OptionConfigurer OPTIONS = new OptionConfigurer();

    /** A kind of value, and how an error names it. */
    private record Kind(String words, Predicate<Object> fits) {}

    private static final Kind TEXT = new Kind("text", String.class::isInstance);
    private static final Kind WHOLE = new Kind("a whole number", Values::isInteger);

    /** The kinds Lowdefy's schema demands. */
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "secretKey", TEXT,
                    "apiVersion", TEXT,
                    "telemetry", new Kind("true or false", Boolean.class::isInstance),
                    "timeout", WHOLE,
                    "maxNetworkRetries", WHOLE);

    StripeConfiguration create(ConnectionDefinition connection) {
        StripeConfiguration configuration = new StripeConfiguration();
        Set<String> known = OPTIONS.getAllOptions(configuration).keySet();
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, Node> property : connection.properties().entries().entrySet()) {
            String name = property.getKey();
            Node node = property.getValue();
            Object value = evaluate(node);
            if (Values.isNone(value)) {
                continue;
            }
            check(connection, name, node, value);
            String refusal = refusal(configuration, name, value);
            if (refusal != null && known.contains(name)) {
                throw node.place().refusal("connection " + connection.id() + ": " + refusal);
            }
            if (refusal != null) {
                unknown.add(refusal);
            }
        }
        if (configuration.getSecretKey() == null) {
            throw missingKey(connection, unknown);
        }
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "{}: the connection {} has properties that are unknown and left out: {}",
                    connection.properties().place(),
                    connection.id(),
                    String.join(" ", unknown));
        }
        return configuration;
    }

    /** Why an option cannot be set, without its value; null when it is set. */
    private String refusal(StripeConfiguration configuration, String name, Object value) {
        try {
            OPTIONS.configure(context, configuration, name, value, false);
            return null;
        } catch (OptionError e) {
            return e.getMessage();
        }
    }

    private Object evaluate(Node node) {
        Scope scope = new Scope(unknown("_payload"), unknown("_user"), unknown("_global"), secrets);
        return ExpressionCompiler.compile(node).evaluate(scope);
    }

    private static Supplier<Object> unknown(String operator) {
        return () -> {
            throw new ScriptException(
                    "cannot stand in a connection, which is made before there is a message; move %s to the request"
                            .formatted(operator));
        };
    }

    private static void check(
            ConnectionDefinition connection, String name, Node node, Object value) {
        Kind kind = KINDS.get(name);
        if (kind != null && !kind.fits.test(value)) {
            throw node.place()
                    .refusal(
                            "the %s of connection %s is %s, expected %s"
                                    .formatted(
                                            name,
                                            connection.id(),
                                            Values.describe(value),
                                            kind.words));
        }
    }

    private static LowdefyFileException missingKey(
            ConnectionDefinition connection, List<String> unknown) {
        Node key = connection.properties().get("secretKey");
        if (key == null) {
            return connection
                    .properties()
                    .place()
                    .refusal(
                            "the connection %s has no secretKey; write secretKey: {_secret: STRIPE_SECRET_KEY}%s"
                                    .formatted(
                                            connection.id(),
                                            unknown.isEmpty()
                                                    ? ""
                                                    : ". " + String.join(" ", unknown)));
        }
        Node secret = key.get("_secret");
        String name = secret == null ? null : secret.text();
        return key.place()
                .refusal(
                        name == null
                                ? "the secretKey of connection %s is null, expected text, such as {_secret: STRIPE_SECRET_KEY}"
                                        .formatted(connection.id())
                                : "the secret %s for connection %s is not set; set the environment variable %s%s, or the Camel property of that name"
                                        .formatted(name, connection.id(), Secrets.PREFIX, name));
    }
}
