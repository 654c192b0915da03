// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.util.StringHelper;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.util.ClassUtils;

/**
 * Refuses properties that Spring Boot would leave aside because no option has their name, and has
 * the component refuse values that it cannot use. No message repeats a value: it may be a key.
 */
final class StripePropertiesCheck implements SmartInitializingSingleton {

    /** Apache's own component, whose starter reads the same prefix. */
    private static final String APACHES = "org.apache.camel.component.stripe.StripeComponent";

    /** Read by Camel's Spring Boot support itself. */
    private static final Set<String> SWITCHES = Set.of("enabled", "customizerenabled");

    private static final String CONNECTIONS = StripeConnections.PREFIX + ".connections";

    private static final String ACTION = "Correct the name of the property, or remove it.";

    private static final Set<String> OF_CONNECTION = names(StripeConnectionProperties.class);
    private static final Set<String> OF_COMPONENT = names(StripeComponentConfiguration.class);

    private final PropertyPlaces places;
    private final CamelContext context;
    private final ComponentOptions options;

    StripePropertiesCheck(PropertyPlaces places, CamelContext context, ComponentOptions options) {
        this.places = places;
        this.context = context;
        this.options = options;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!ClassUtils.isPresent(APACHES, getClass().getClassLoader())) {
            checkComponent("stripe");
        }
        checkComponent("lowdefy-stripe");
        check(CONNECTIONS, 1, OF_CONNECTION);
        checkGroups();
    }

    /** Makes a component that has properties, so that a wrong value is said before Camel starts. */
    private void checkComponent(String name) {
        String prefix = "camel.component." + name;
        check(prefix, 0, OF_COMPONENT);
        if (!places.below(ConfigurationPropertyName.of(prefix)).isEmpty()) {
            context.getComponent(name, true, false);
        }
    }

    /** There is nothing beside the connections and the seed of the sandbox. */
    private void checkGroups() {
        ConfigurationPropertyName connections = ConfigurationPropertyName.of(CONNECTIONS);
        for (ConfigurationPropertyName name : places.below(connections.getParent())) {
            boolean seed =
                    name.equals(ConfigurationPropertyName.of(StripeSandboxConfiguration.SEED_FILE));
            if (!seed && !connections.isAncestorOf(name)) {
                throw new StripePropertyException(
                        "%s is not known: expected %s.<name>.<option>."
                                .formatted(places.describe(name), CONNECTIONS),
                        ACTION);
            }
        }
    }

    private void check(String prefix, int named, Set<String> known) {
        ConfigurationPropertyName root = ConfigurationPropertyName.of(prefix);
        int from = root.getNumberOfElements() + named;
        for (ConfigurationPropertyName name : places.below(root)) {
            String option = PropertyPlaces.rest(name, from);
            if (!known.contains(option) && !(named == 0 && SWITCHES.contains(option))) {
                throw new StripePropertyException(
                        "%s is not known: %s"
                                .formatted(
                                        places.describe(name),
                                        options.adviceOn(option(name, from))),
                        ACTION);
            }
        }
    }

    private static String option(ConfigurationPropertyName name, int from) {
        StringBuilder dashed = new StringBuilder();
        for (int i = from; i < name.getNumberOfElements(); i++) {
            dashed.append(i > from ? "-" : "").append(name.getElement(i, Form.ORIGINAL));
        }
        return StringHelper.dashToCamelCase(dashed.toString());
    }

    private static Set<String> names(Class<?> properties) {
        return Arrays.stream(BeanUtils.getPropertyDescriptors(properties))
                .filter(property -> property.getWriteMethod() != null)
                .map(property -> property.getName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
