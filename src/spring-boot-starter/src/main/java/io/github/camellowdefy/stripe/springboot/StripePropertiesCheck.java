// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.util.StringHelper;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.util.ClassUtils;

/**
 * Refuses properties that Spring Boot would leave aside because no option has their name. Values
 * are not looked at: one of them may be a key.
 */
final class StripePropertiesCheck implements SmartInitializingSingleton {

    /** Apache's own component, whose starter reads the same prefix. */
    private static final String APACHES = "org.apache.camel.component.stripe.StripeComponent";

    /** Read by Camel's Spring Boot support itself. */
    private static final Set<String> SWITCHES = Set.of("enabled", "customizerenabled");

    private static final Set<String> OF_CONNECTION = names(StripeConnectionProperties.class);
    private static final Set<String> OF_COMPONENT = names(StripeComponentConfiguration.class);

    private final PropertyPlaces places;
    private final ComponentOptions options;

    StripePropertiesCheck(PropertyPlaces places, ComponentOptions options) {
        this.places = places;
        this.options = options;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!ClassUtils.isPresent(APACHES, getClass().getClassLoader())) {
            check("camel.component.stripe", 0, OF_COMPONENT);
        }
        check("camel.component.lowdefy-stripe", 0, OF_COMPONENT);
        check(StripeConnections.PREFIX + ".connections", 1, OF_CONNECTION);
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
                        "Correct the name of the property, or remove it.");
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
