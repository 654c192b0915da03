// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.option;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.camel.CamelContext;

/**
 * Whether classes are there, without loading them: a class resolver may answer by downloading what
 * it is asked for, as that of Camel JBang does.
 */
public record ClassPath(ClassLoader loader) {

    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    /** What this component itself can use. */
    public static final ClassPath OWN = new ClassPath(ClassPath.class.getClassLoader());

    /** The class path of the application. */
    public static ClassPath of(CamelContext context) {
        ClassLoader loader = context.getApplicationContextClassLoader();
        return loader == null ? OWN : new ClassPath(loader);
    }

    public boolean holds(String className) {
        return loader.getResource(className.replace('.', '/') + ".class") != null;
    }

    /** The class that answers for the scheme of a component. */
    public String component(String scheme) throws IOException {
        Properties service = new Properties();
        try (InputStream found = loader.getResourceAsStream(COMPONENTS + scheme)) {
            if (found != null) {
                service.load(found);
            }
        }
        return service.getProperty("class", "neither");
    }
}
