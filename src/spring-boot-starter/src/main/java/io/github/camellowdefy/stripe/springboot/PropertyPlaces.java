// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/** Which properties the application has, and where they were read from. */
final class PropertyPlaces {

    private final Environment environment;

    PropertyPlaces(Environment environment) {
        this.environment = environment;
    }

    /** The names below a prefix in all places that can list their names. */
    List<ConfigurationPropertyName> below(ConfigurationPropertyName prefix) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
                .filter(prefix::isAncestorOf)
                .distinct()
                .toList();
    }

    /** The property's name and, where it is known, the place of its value. */
    String describe(ConfigurationPropertyName name) {
        return find(name)
                .map(found -> found.getOrigin() == null ? "" : " (%s)".formatted(found.getOrigin()))
                .map(place -> "The property " + name + place)
                .orElse("The property " + name);
    }

    /** The value as it is written, placeholders included; it may be a key. */
    String value(ConfigurationPropertyName name) {
        return find(name).map(found -> String.valueOf(found.getValue())).orElse("");
    }

    private Optional<ConfigurationProperty> find(ConfigurationPropertyName name) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .flatMap(
                        source ->
                                Optional.ofNullable(source.getConfigurationProperty(name)).stream())
                .findFirst();
    }

    /**
     * What follows the prefix, without the dots and dashes that environment variables cannot have.
     */
    static String rest(ConfigurationPropertyName name, int from) {
        StringBuilder rest = new StringBuilder();
        for (int i = from; i < name.getNumberOfElements(); i++) {
            rest.append(name.getElement(i, Form.UNIFORM));
        }
        return rest.toString();
    }
}
