// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import java.util.Locale;
import java.util.Optional;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Shows what the component refuses when a route starts as a sentence, not as a stack trace. */
class StripeRouteFailureAnalyzer extends AbstractFailureAnalyzer<IllegalArgumentException> {

    private static final String SECRET_KEY = "camel.component.stripe.secret-key";

    private final Environment environment;

    StripeRouteFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable failure, IllegalArgumentException cause) {
        return Refusal.in(cause).map(refusal -> analysis(failure, refusal)).orElse(null);
    }

    private FailureAnalysis analysis(Throwable failure, Throwable refusal) {
        String sentence = refusal.getMessage();
        return new FailureAnalysis(
                route(failure)
                        .map(id -> sentence + " It was read by the route %s.".formatted(id))
                        .orElse(sentence),
                action(sentence),
                refusal);
    }

    private String action(String sentence) {
        if (!sentence.contains("secretKey") || environment.containsProperty(SECRET_KEY)) {
            return "Correct the endpoint or its properties: those of the component are camel.component.stripe.*, those of a connection camel.lowdefy-stripe.connections.<name>.*.";
        }
        return InactiveProfiles.with(SECRET_KEY, environment)
                .map(
                        found ->
                                "%s is set in %s, and the profile %s is not active: start with --spring.profiles.active=%s."
                                        .formatted(
                                                SECRET_KEY,
                                                found.place(),
                                                found.profile(),
                                                found.profile()))
                .orElse(
                        "Set %s in application.properties, or the environment variable %s."
                                .formatted(
                                        SECRET_KEY,
                                        SECRET_KEY
                                                .replace("-", "")
                                                .replace('.', '_')
                                                .toUpperCase(Locale.ROOT)));
    }

    private Optional<String> route(Throwable failure) {
        FailedToCreateRouteException created =
                findCause(failure, FailedToCreateRouteException.class);
        if (created != null) {
            return Optional.ofNullable(created.getRouteId());
        }
        return Optional.ofNullable(findCause(failure, FailedToStartRouteException.class))
                .map(FailedToStartRouteException::getRouteId);
    }
}
