// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.StringHelper;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Sets options as Camel sets those of any component, through the component's own configurer: what
 * an option can hold, and the sentence that says so, stand there.
 */
final class ComponentOptions {

    /** Replaces all others, so it is set first. */
    private static final String CONFIGURATION = "configuration";

    /** Said of what Camel refuses, whose own messages repeat the value. */
    private static final String OTHER =
            "Camel could not convert its value or found no bean of that name.";

    private final CamelContext context;
    private final PropertyPlaces places;

    ComponentOptions(CamelContext context, PropertyPlaces places) {
        this.context = context;
        this.places = places;
    }

    /** A configuration with the options of a connection. */
    StripeConfiguration connection(String prefix, Map<String, String> options) {
        StripeComponent holder = holder();
        set(holder, prefix, options);
        return holder.getConfiguration();
    }

    /**
     * Sets the options on the component.
     *
     * @throws StripePropertyException names the property that cannot be set, and its place
     */
    void set(StripeComponent component, String prefix, Map<String, String> options) {
        Map<String, String> rest = new LinkedHashMap<>(options);
        String configuration = rest.remove(CONFIGURATION);
        if (configuration != null) {
            set(component, prefix, CONFIGURATION, configuration);
        }
        rest.forEach((option, value) -> set(component, prefix, option, value));
    }

    /** The component's own sentence about an option that it does not have. */
    String adviceOn(String unknown) {
        String refusal = null;
        try {
            StripeComponent holder = holder();
            holder.getComponentPropertyConfigurer().configure(context, holder, unknown, "", true);
        } catch (RuntimeException | Error e) {
            refusal = Refusal.in(e).map(Throwable::getMessage).orElse(null);
        }
        return refusal == null ? "There is no option %s.".formatted(unknown) : refusal;
    }

    private void set(StripeComponent component, String prefix, String option, String value) {
        try {
            PropertyBindingSupport.build()
                    .withConfigurer(component.getComponentPropertyConfigurer())
                    .withIgnoreCase(true)
                    .bind(context, component, option, value);
        } catch (RuntimeException | Error e) {
            ConfigurationPropertyName name =
                    ConfigurationPropertyName.of(
                            prefix + '.' + StringHelper.camelCaseToDash(option));
            throw new StripePropertyException(
                    "%s cannot be used: %s"
                            .formatted(
                                    places.describe(name),
                                    Refusal.in(e).map(Throwable::getMessage).orElse(OTHER)),
                    "Correct the value of %s.".formatted(name));
        }
    }

    private StripeComponent holder() {
        StripeComponent holder = new StripeComponent(context);
        ServiceHelper.buildService(holder);
        return holder;
    }
}
