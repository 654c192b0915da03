// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.option.OptionError;
import io.github.camellowdefy.stripe.option.Options;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.spi.ExtendedPropertyConfigurerGetter;
import org.apache.camel.spi.PropertyConfigurer;

/**
 * Sets the options of the component and of connection beans, by the names of properties, and
 * refuses names that are unknown and values that Camel would misread. Named under {@code
 * META-INF/services/org/apache/camel/configurer}, so that {@code camel.beans.*} and the beans of
 * YAML files reach a {@link StripeConfiguration} through nothing else.
 */
public final class OptionConfigurer
        implements PropertyConfigurer, ExtendedPropertyConfigurerGetter {

    private static final String UNKNOWN_TO_CAMEL = "webhookSecret";

    private static final StripeComponentConfigurer GENERATED = new StripeComponentConfigurer();

    @Override
    public boolean configure(
            CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        declareSecrets(context);
        try {
            holder(target).check(name, value);
            return GENERATED.configure(context, component(target), name, value, true);
        } catch (IllegalArgumentException e) {
            throw new OptionError(e);
        } catch (RuntimeException e) {
            // its message repeats the value
            throw new OptionError(
                    new IllegalArgumentException(
                            "The option %s cannot be set to this value; expected a value or #bean:name of type %s."
                                    .formatted(name, getOptionType(name, true).getName())));
        }
    }

    /**
     * Tells Camel which option is a secret: it blanks in its log and its consoles what it knows by
     * name, and has never heard of this one.
     */
    static void declareSecrets(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        String known = extension.getAdditionalSensitiveKeywords();
        if (known == null) {
            extension.setAdditionalSensitiveKeywords(UNKNOWN_TO_CAMEL);
        } else if (!known.contains(UNKNOWN_TO_CAMEL)) {
            extension.setAdditionalSensitiveKeywords(known + ',' + UNKNOWN_TO_CAMEL);
        }
    }

    /**
     * Called for the part of a property's name before a dot, which has to be an option of a
     * connection bean. The properties of the component were checked before; Camel also asks it for
     * options that only other components have.
     */
    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        OptionHolder holder = holder(target);
        if (holder == OptionHolder.CONNECTION && !holder.knows(name)) {
            throw new OptionError(holder.unknown(name));
        }
        return GENERATED.getOptionValue(component(target), name, true);
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return GENERATED.getOptionType(name, true);
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return GENERATED.getCollectionValueType(component(target), name, true);
    }

    @Override
    public String[] getAutowiredNames() {
        return GENERATED.getAutowiredNames();
    }

    @Override
    public Map<String, Object> getAllOptions(Object target) {
        return Options.namesOfConnection().collect(Collectors.toMap(name -> name, this::type));
    }

    private Object type(String name) {
        return getOptionType(name, true);
    }

    /** Reads the options of a connection by their names. */
    public static Function<String, Object> values(StripeConfiguration configuration) {
        StripeComponent component = component(configuration);
        return name -> GENERATED.getOptionValue(component, name, true);
    }

    /** Sets the options that are null in {@code filled} and not in {@code other}. */
    static void fill(CamelContext context, StripeConfiguration filled, StripeConfiguration other) {
        StripeComponent target = component(filled);
        Function<String, Object> own = values(filled);
        Function<String, Object> further = values(other);
        Options.namesOfConnection()
                .filter(name -> own.apply(name) == null && further.apply(name) != null)
                .forEach(
                        name ->
                                GENERATED.configure(
                                        context, target, name, further.apply(name), true));
    }

    private static OptionHolder holder(Object target) {
        return target instanceof StripeComponent ? OptionHolder.COMPONENT : OptionHolder.CONNECTION;
    }

    /** The generated configurer sets the options of a component's configuration. */
    private static StripeComponent component(Object target) {
        if (target instanceof StripeComponent component) {
            return component;
        }
        StripeComponent component = new StripeComponent();
        component.setConfiguration((StripeConfiguration) target);
        return component;
    }
}
