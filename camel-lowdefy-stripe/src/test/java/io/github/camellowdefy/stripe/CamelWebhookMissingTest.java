/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** camel-webhook is there in these tests, but not in every application. */
class CamelWebhookMissingTest {

    @Test
    void anEndpointCanBeServedByCamelWebhookWhereThatIsThere() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            assertThat(context.getEndpoint("stripe:webhook?webhookSecret=whsec_1"))
                    .isInstanceOf(WebhookCapableEndpoint.class);
        }
    }

    @Test
    void anEndpointIsMadeWithoutCamelWebhook() throws Exception {
        ClassLoader without = new WithoutCamelWebhook(getClass().getClassLoader());
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> without.loadClass(WebhookCapableEndpoint.class.getName()));
        Class<?> component = without.loadClass(StripeComponent.class.getName());
        assertThat(component).isNotEqualTo(StripeComponent.class);

        try (CamelContext context = new DefaultCamelContext()) {
            Object made = component.getDeclaredConstructor().newInstance();
            context.addComponent("stripe", (org.apache.camel.Component) made);

            assertThat(context.getEndpoint("stripe:webhook").getClass())
                    .matches(type -> type.getName().equals(StripeEndpoint.class.getName()))
                    .matches(type -> type.getClassLoader() == without);
        }
    }

    /** Loads the component anew, and nothing of camel-webhook. */
    private static final class WithoutCamelWebhook extends ClassLoader {

        WithoutCamelWebhook(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.apache.camel.component.webhook.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.github.camellowdefy.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
