// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import io.github.camellowdefy.stripe.StripeConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Registers a bean for each connection that the properties name. */
final class StripeConnectionRegistrar implements ImportBeanDefinitionRegistrar {

    private static final ConfigurationPropertyName CONNECTIONS =
            ConfigurationPropertyName.of(StripeConnections.PREFIX + ".connections");

    private final PropertyPlaces places;

    StripeConnectionRegistrar(Environment environment) {
        this.places = new PropertyPlaces(environment);
    }

    @Override
    public void registerBeanDefinitions(
            AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        Map<String, ConfigurationPropertyName> seen = new LinkedHashMap<>();
        for (ConfigurationPropertyName property : places.below(CONNECTIONS)) {
            ConfigurationPropertyName connection =
                    property.chop(CONNECTIONS.getNumberOfElements() + 1);
            if (connection.equals(property)) {
                throw new StripePropertyException(
                        "%s names a connection and none of its options; expected %s.secret-key."
                                .formatted(places.describe(property), property),
                        "Add the name of the option.");
            }
            String name = connection.getLastElement(Form.ORIGINAL);
            ConfigurationPropertyName other =
                    seen.putIfAbsent(connection.getLastElement(Form.UNIFORM), connection);
            if (other == null) {
                register(name, property, registry);
            } else if (!other.getLastElement(Form.ORIGINAL).equals(name)) {
                throw new StripePropertyException(
                        "%s belongs to a connection %s and there is a connection %s; Spring Boot takes the two names for one."
                                .formatted(
                                        places.describe(property),
                                        name,
                                        other.getLastElement(Form.ORIGINAL)),
                        "Write the name of the connection in one way, or give the two different names.");
            }
        }
    }

    private void register(
            String name, ConfigurationPropertyName property, BeanDefinitionRegistry registry) {
        if (registry.containsBeanDefinition(name)) {
            throw new StripePropertyException(
                    "%s describes the connection %s, and the application has a bean of that name."
                            .formatted(places.describe(property), name),
                    "Rename the connection or the bean, or remove one of them.");
        }
        RootBeanDefinition bean = new RootBeanDefinition(StripeConfiguration.class);
        bean.setFactoryBeanName(StripeComponentAutoConfiguration.CONNECTION_FACTORY);
        bean.setFactoryMethodName("connection");
        bean.getConstructorArgumentValues().addGenericArgumentValue(name);
        registry.registerBeanDefinition(name, bean);
    }
}
