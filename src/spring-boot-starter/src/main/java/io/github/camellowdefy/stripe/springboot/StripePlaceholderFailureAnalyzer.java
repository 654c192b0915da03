// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Shows a placeholder without a value as a sentence. Camel 4.22 reads all its properties before
 * this starter reads its own, and stops at the first such placeholder.
 */
class StripePlaceholderFailureAnalyzer
        extends AbstractFailureAnalyzer<PlaceholderResolutionException> {

    private final PropertyPlaces places;

    StripePlaceholderFailureAnalyzer(Environment environment) {
        this.places = new PropertyPlaces(environment);
    }

    /** Leaves the placeholders of other properties to others. */
    @Override
    protected FailureAnalysis analyze(Throwable failure, PlaceholderResolutionException cause) {
        String placeholder = "${%s}".formatted(cause.getPlaceholder());
        return Stream.of(
                        "camel.component.stripe",
                        "camel.component.lowdefy-stripe",
                        StripeConnections.PREFIX)
                .map(ConfigurationPropertyName::of)
                .flatMap(prefix -> places.below(prefix).stream())
                .filter(name -> places.value(name).contains(placeholder))
                .findFirst()
                .map(name -> StripePropertyException.withoutValue(places, name, placeholder))
                .map(known -> new FailureAnalysis(known.getMessage(), known.action(), known))
                .orElse(null);
    }
}
