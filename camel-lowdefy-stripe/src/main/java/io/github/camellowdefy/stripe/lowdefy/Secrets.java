// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/**
 * The secrets of {@code _secret}: the environment variable {@code LOWDEFY_SECRET_<NAME>}, else the
 * Camel property of that name, else the Camel property {@code lowdefy.secret.<NAME>}.
 */
record Secrets(CamelContext context, UnaryOperator<String> environment)
        implements UnaryOperator<String> {

    static final String PREFIX = "LOWDEFY_SECRET_";

    private static final String PROPERTY_PREFIX = "lowdefy.secret.";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    Secrets(CamelContext context) {
        this(context, System::getenv);
    }

    @Override
    public String apply(String name) {
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        String secret = environment.apply(PREFIX + name);
        return secret != null
                ? secret
                : property(PREFIX + name).or(() -> property(PROPERTY_PREFIX + name)).orElse(null);
    }

    /**
     * The name of the Camel property it is read from, which stands for the environment variable of
     * that name as well.
     */
    String propertyOf(String name) {
        boolean other =
                environment.apply(PREFIX + name) == null
                        && property(PREFIX + name).isEmpty()
                        && property(PROPERTY_PREFIX + name).isPresent();
        return (other ? PROPERTY_PREFIX : PREFIX) + name;
    }

    private Optional<String> property(String key) {
        PropertiesComponent properties = context.getPropertiesComponent();
        // not resolveProperty where it can be helped: it writes values to the debug log
        String value = properties.loadProperties(key::equals).getProperty(key);
        return value == null
                ? properties.resolveProperty(key)
                : Optional.of(value)
                        .map(
                                text ->
                                        text.contains("{{")
                                                ? context.resolvePropertyPlaceholders(text)
                                                : text);
    }

    @Override
    public String toString() {
        return "Secrets";
    }
}
