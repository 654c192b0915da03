// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.call.ApiKeys;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Where an endpoint's secret key is read from, again for every request: a key that was replaced on
 * the component or on a connection bean is used by the next one. Two sources are equal when they
 * always give the same key, which a text and a bean that happens to hold that text do not.
 */
public final class KeySource implements Supplier<String> {

    private static final String CONNECTION = "connection";

    private final Object owner;
    private final Supplier<String> key;
    private final String label;
    private final String missing;

    private KeySource(Object owner, Supplier<String> key, String label, String component) {
        this.owner = owner;
        this.key = key;
        this.label = label;
        this.missing =
                "The option secretKey is missing; set it on the endpoint, on the connection bean or on the component (camel.component.%s.secret-key)."
                        .formatted(component);
    }

    /**
     * The nearest of the three that holds a key.
     *
     * @param own the endpoint's own configuration
     * @param bean the bean named by {@code connection}, or null
     * @param component the component, of which only the identity matters
     * @param shared its configuration; asked again each time, for it may be replaced as a whole
     * @param name the component's name, for the error
     * @throws IllegalArgumentException when none holds a key
     */
    public static KeySource nearest(
            StripeConfiguration own,
            StripeConfiguration bean,
            Object component,
            Supplier<StripeConfiguration> shared,
            String name) {
        if (own.getSecretKey() != null) {
            String text = own.getSecretKey();
            return new KeySource(text, () -> text, "endpoint", name);
        }
        if (bean != null && bean.getSecretKey() != null) {
            return new KeySource(new Same(bean), bean::getSecretKey, CONNECTION, name);
        }
        return new KeySource(
                new Same(component), () -> shared.get().getSecretKey(), "component", name);
    }

    /**
     * The key of this moment; the connection that sends it checks it when it has changed.
     *
     * @throws InvalidStripeCallException when there is none
     */
    @Override
    public String get() {
        String now = key.get();
        if (now == null || now.isBlank()) {
            throw new InvalidStripeCallException(missing);
        }
        return now;
    }

    /**
     * Refuses a key that cannot be one, when an endpoint starts.
     *
     * @throws InvalidStripeCallException one sentence that never repeats the key
     */
    public void check() {
        ApiKeys.check("secretKey", get());
    }

    boolean isOfBean() {
        return label.equals(CONNECTION);
    }

    /** Which of the three it is, for people to read. */
    String label() {
        return label;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySource source && owner.equals(source.owner);
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner);
    }

    /** Names the place, never the key. */
    @Override
    public String toString() {
        return label;
    }

    /** Equal only to what wraps the very same object. */
    private record Same(Object object) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Same same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }
}
