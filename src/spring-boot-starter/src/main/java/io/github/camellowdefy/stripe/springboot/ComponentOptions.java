// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.call.ApiKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final String SECRET_KEY = "secretKey";

    /** Said of what Camel refuses, whose own messages repeat the value. */
    private static final String OTHER =
            "Camel could not convert its value or found no bean of that name.";

    /** Left in the text by Spring Boot where it has no value for it. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]+}");

    private static final Pattern CAMELS_PLACEHOLDER =
            Pattern.compile("Property with key \\[([^\\]]+)] (?:not found|using function)");

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
        ConfigurationPropertyName name =
                ConfigurationPropertyName.of(prefix + '.' + StringHelper.camelCaseToDash(option));
        Matcher unresolved = PLACEHOLDER.matcher(value);
        if (unresolved.find()) {
            throw StripePropertyException.withoutValue(places, name, unresolved.group());
        }
        try {
            PropertyBindingSupport.build()
                    .withConfigurer(component.getComponentPropertyConfigurer())
                    .withIgnoreCase(true)
                    .bind(context, component, option, value);
            if (option.equals(SECRET_KEY) && !value.isBlank()) {
                ApiKeys.check(SECRET_KEY, component.getConfiguration().getSecretKey(), OTHER);
            }
        } catch (RuntimeException | Error e) {
            throw Refusal.in(e)
                    .map(said -> StripePropertyException.refused(places, name, said.getMessage()))
                    .orElseGet(() -> refusedByCamel(name, e));
        }
    }

    /** Of Camel's message only the name of a placeholder is repeated, which is no secret. */
    private StripePropertyException refusedByCamel(
            ConfigurationPropertyName name, Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            Matcher unresolved = CAMELS_PLACEHOLDER.matcher(String.valueOf(each.getMessage()));
            if (unresolved.find()) {
                return StripePropertyException.withoutValue(
                        places, name, "{{%s}}".formatted(unresolved.group(1)));
            }
        }
        return StripePropertyException.refused(places, name, OTHER);
    }

    private StripeComponent holder() {
        StripeComponent holder = new StripeComponent(context);
        ServiceHelper.buildService(holder);
        return holder;
    }
}
