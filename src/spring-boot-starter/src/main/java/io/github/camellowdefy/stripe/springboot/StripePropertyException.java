// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A property of the application cannot be used. The message is one sentence that names the property
 * and its place; it has no cause, because the messages of Camel's exceptions repeat values.
 */
public class StripePropertyException extends IllegalArgumentException {

    private final String action;

    StripePropertyException(String sentence, String action) {
        super(sentence);
        this.action = action;
    }

    /** A property whose value the component refuses for a reason that repeats no secret. */
    static StripePropertyException refused(
            PropertyPlaces places, ConfigurationPropertyName name, String reason) {
        return new StripePropertyException(
                "%s cannot be used: %s".formatted(places.describe(name), reason),
                "Correct the value of %s.".formatted(name));
    }

    /** A property whose value has a placeholder that nothing stands for. */
    static StripePropertyException withoutValue(
            PropertyPlaces places, ConfigurationPropertyName name, String placeholder) {
        return refused(places, name, "Its placeholder %s has no value.".formatted(placeholder));
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
