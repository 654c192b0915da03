// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/**
 * Gives a test class its own sandbox: a parameter or a field of type {@link StripeSandbox} is
 * enough. One sandbox serves all tests of the class and closes after the last.
 *
 * <pre>{@code
 * @ExtendWith(StripeSandboxExtension.class)
 * class CheckoutTest {
 *     @Test
 *     void chargesOnce(StripeSandbox sandbox) { ... }
 * }
 * }</pre>
 */
public final class StripeSandboxExtension
        implements ParameterResolver, TestInstancePostProcessor, BeforeAllCallback {

    private static final Namespace SANDBOXES = Namespace.create(StripeSandboxExtension.class);

    /** Closed by JUnit: older releases look for the one interface, newer ones for the other. */
    private record Closing(StripeSandbox sandbox)
            implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            sandbox.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        inject(context.getRequiredTestClass(), null, context);
    }

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context)
            throws IllegalAccessException {
        inject(test.getClass(), test, context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StripeSandbox.class;
    }

    @Override
    public StripeSandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return sandbox(context);
    }

    private static void inject(Class<?> type, Object test, ExtensionContext context)
            throws IllegalAccessException {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                boolean shared = Modifier.isStatic(field.getModifiers());
                if (field.getType() == StripeSandbox.class && shared == (test == null)) {
                    field.setAccessible(true);
                    field.set(test, sandbox(context));
                }
            }
        }
    }

    private static StripeSandbox sandbox(ExtensionContext context) {
        ExtensionContext owner = context;
        while (owner.getParent().isPresent()
                && owner.getParent().get().getTestClass().isPresent()) {
            owner = owner.getParent().get();
        }
        return owner.getStore(SANDBOXES)
                .getOrComputeIfAbsent(
                        StripeSandbox.class,
                        type -> new Closing(StripeSandbox.start()),
                        Closing.class)
                .sandbox();
    }
}
