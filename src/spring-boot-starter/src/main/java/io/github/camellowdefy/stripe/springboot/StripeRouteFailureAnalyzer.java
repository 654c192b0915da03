// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Shows what the component refuses when a route starts as a sentence, not as a stack trace. */
class StripeRouteFailureAnalyzer extends AbstractFailureAnalyzer<IllegalArgumentException> {

    /** What the component says of a secret that is not there, and the option that holds it. */
    private static final Map<String, String> MISSING =
            Map.of(
                    "The option secretKey is missing", "secret-key",
                    "A webhook secret is required", "webhook-secret");

    private static final Pattern COMPONENT = Pattern.compile("camel\\.component\\.([\\w-]+)\\.");

    private static final Pattern NO_BEAN =
            Pattern.compile("The option connection names #?(?:bean:)?([\\w.-]+);");

    private static final Pattern ONE_PROFILE = Pattern.compile("[\\w.@+-]+");

    private static final ConfigurationPropertyName CONNECTIONS =
            ConfigurationPropertyName.of(StripeConnections.PREFIX + ".connections");

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
                where(failure)
                        .map(where -> sentence + " It was read by %s.".formatted(where))
                        .orElse(sentence),
                action(sentence),
                refusal);
    }

    private String action(String sentence) {
        Matcher noBean = NO_BEAN.matcher(sentence);
        if (noBean.find()) {
            return connection(noBean.group(1));
        }
        return MISSING.entrySet().stream()
                .filter(missing -> sentence.startsWith(missing.getKey()))
                .findFirst()
                .map(missing -> secret(scheme(sentence), missing.getValue()))
                .orElse(
                        "Correct the endpoint or its properties: those of the component are camel.component.stripe.*, those of a connection camel.lowdefy-stripe.connections.<name>.*.");
    }

    private String connection(String name) {
        return inactive(
                        property ->
                                CONNECTIONS.isAncestorOf(property)
                                        && element(property, CONNECTIONS).equals(uniform(name)))
                .orElse(
                        "Set %s.%s.secret-key, or declare a bean %s of type StripeConfiguration."
                                .formatted(CONNECTIONS, name, name));
    }

    private String secret(String scheme, String option) {
        ConfigurationPropertyName property =
                ConfigurationPropertyName.of("camel.component.%s.%s".formatted(scheme, option));
        return inactive(property::equals)
                .or(() -> inactive(other -> isOfConnection(other, option)))
                .orElseGet(() -> set(property.toString()));
    }

    private String set(String property) {
        return environment.containsProperty(property)
                ? "The value of %s is empty: give it one.".formatted(property)
                : "Set %s in application.properties, or the environment variable %s."
                        .formatted(
                                property,
                                property.replace("-", "")
                                        .replace('.', '_')
                                        .toUpperCase(Locale.ROOT));
    }

    private static boolean isOfConnection(ConfigurationPropertyName property, String option) {
        return CONNECTIONS.isAncestorOf(property)
                && property.getLastElement(Form.UNIFORM).equals(uniform(option));
    }

    private Optional<String> inactive(Predicate<ConfigurationPropertyName> property) {
        return InactiveProfiles.with(property, environment)
                .map(
                        found ->
                                "%s is set in %s, and the profile %s is not active: start with %s."
                                        .formatted(
                                                found.property(),
                                                found.place(),
                                                found.profile(),
                                                start(found.profile())));
    }

    private static String start(String profile) {
        return ONE_PROFILE.matcher(profile).matches()
                ? "--spring.profiles.active=" + profile
                : "profiles that fit";
    }

    private static String scheme(String sentence) {
        Matcher component = COMPONENT.matcher(sentence);
        return component.find() ? component.group(1) : "stripe";
    }

    /** The element below an ancestor, as names are compared. */
    private static String element(
            ConfigurationPropertyName property, ConfigurationPropertyName ancestor) {
        return property.getElement(ancestor.getNumberOfElements(), Form.UNIFORM);
    }

    private static String uniform(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }

    /** What needs it: a route or an endpoint. */
    private Optional<String> where(Throwable failure) {
        RefusedStartException refused = findCause(failure, RefusedStartException.class);
        if (refused != null) {
            return Optional.of(refused.where());
        }
        return Stream.of(
                        Optional.ofNullable(findCause(failure, FailedToCreateRouteException.class))
                                .map(FailedToCreateRouteException::getRouteId),
                        Optional.ofNullable(findCause(failure, FailedToStartRouteException.class))
                                .map(FailedToStartRouteException::getRouteId))
                .flatMap(Optional::stream)
                .findFirst()
                .map("the route %s"::formatted);
    }
}
