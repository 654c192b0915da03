// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.catalog.EditDistance;
import io.github.camellowdefy.stripe.option.Option;
import io.github.camellowdefy.stripe.option.OptionType;
import io.github.camellowdefy.stripe.option.Options;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.StringHelper;

/** What options are set on. Judges names and the text of values, before anything is set. */
enum OptionHolder {
    ENDPOINT(new StripeEndpointConfigurer()),
    CONNECTION(new StripeComponentConfigurer()),
    COMPONENT(new StripeComponentConfigurer());

    /** The most letters a misspelt name differs in from the one that was meant. */
    private static final int MISSPELT = 3;

    /** The shortest name that is recognised inside another. */
    private static final int TELLING = 9;

    /** Other names of options, such as those of other clients, in lower case. */
    private static final Map<String, String> MEANT =
            Map.ofEntries(
                    Map.entry("configuration", "connection"),
                    Map.entry("apikey", "secretKey"),
                    Map.entry("key", "secretKey"),
                    Map.entry("secret", "secretKey"),
                    Map.entry("token", "secretKey"),
                    Map.entry("accesstoken", "secretKey"),
                    Map.entry("password", "secretKey"),
                    Map.entry("signingsecret", "webhookSecret"),
                    Map.entry("endpointsecret", "webhookSecret"),
                    Map.entry("proxy", "proxyHost"),
                    Map.entry("proxyuser", "proxyUsername"),
                    Map.entry("host", "apiBase"),
                    Map.entry("baseurl", "apiBase"),
                    Map.entry("account", "stripeAccount"),
                    Map.entry("context", "stripeContext"),
                    Map.entry("version", "apiVersion"),
                    Map.entry("retries", "maxNetworkRetries"));

    /** Options of former versions, in lower case, and why each is gone. */
    private static final Map<String, String> REMOVED =
            Map.of("http2", "the component speaks HTTP/1.1");

    private final PropertyConfigurerGetter types;

    OptionHolder(PropertyConfigurerGetter types) {
        this.types = types;
    }

    /**
     * Refuses a name that is no option, and text that its type cannot hold. The value of an unknown
     * option is never repeated: it may be a key.
     *
     * @throws IllegalArgumentException one sentence that names the option
     */
    void check(String name, Object value) {
        if (!knows(name)) {
            throw unknown(name);
        }
        Class<?> type = types.getOptionType(StringHelper.dashToCamelCase(name), true);
        if (type != null && value instanceof String text) {
            String expected = OptionType.expected(name, type, text);
            if (expected != null) {
                throw new IllegalArgumentException(
                        "The option %s is %s; expected %s."
                                .formatted(name, Excerpt.of(text), expected));
            }
        }
    }

    /**
     * The same for a property.
     *
     * @param property the name without its prefix, with dashes and with dots for what is nested
     */
    void checkProperty(String property, String value) {
        String name = StringHelper.dashToCamelCase(property);
        String[] parts = name.split("[.\\[]", 2);
        if (parts.length == 1) {
            // a placeholder is judged once Camel has resolved it
            check(name, value.contains("{{") ? null : value);
        } else if (!knows(parts[0]) && !knows(property.replace('.', '-'))) {
            throw unknown(parts[0]);
        } else if (parts[0].equalsIgnoreCase("configuration")) {
            CONNECTION.checkProperty(parts[1], value);
        }
    }

    boolean knows(String name) {
        Option option = Options.find(name);
        return switch (this) {
            case ENDPOINT -> option != null;
            case CONNECTION -> option != null && option.ofConnection();
            case COMPONENT -> types.getOptionType(StringHelper.dashToCamelCase(name), true) != null;
        };
    }

    /** Says which option is unknown, and the most likely remedy. */
    IllegalArgumentException unknown(String name) {
        String reason = REMOVED.get(plain(name));
        String sentence =
                reason == null
                        ? "There is no option %s; %s."
                        : "The option %s was removed: %s; delete the option.";
        return new IllegalArgumentException(
                sentence.formatted(Excerpt.plain(name), reason == null ? advice(name) : reason));
    }

    private String advice(String name) {
        String read = plain(name);
        return Optional.ofNullable(MEANT.get(read.replaceFirst("^stripe", "")))
                .filter(this::knows)
                .or(() -> name.indexOf('.') < 0 ? nearest(read) : Optional.empty())
                .map("the nearest is "::concat)
                .orElseGet(() -> adviceForParameters(name));
    }

    private String adviceForParameters(String name) {
        if (name.equalsIgnoreCase("operation")) {
            return "an operation stands in the path of an endpoint, such as stripe:customers/list";
        }
        if (this == ENDPOINT) {
            return "a parameter of the call is written params."
                    + Excerpt.plain(name.replaceFirst("^param\\.", ""));
        }
        Option option = Options.find(name);
        if (option != null && !option.name().equals("params")) {
            return "%s is an option of endpoints".formatted(option.name());
        }
        return "a parameter of the call stands in the message, or on the endpoint as params."
                + (option != null || name.startsWith("param") ? "limit" : Excerpt.plain(name));
    }

    /** An option that differs in no more than a third of the letters, or stands in the name. */
    private Optional<String> nearest(String read) {
        int most = Math.min(MISSPELT, (read.length() + 2) / 3) + 1;
        return Options.all().stream()
                .map(Option::name)
                .filter(this::knows)
                .filter(
                        name ->
                                distance(read, name, most) < most
                                        || name.length() >= TELLING && read.contains(plain(name)))
                .min(
                        Comparator.<String>comparingInt(name -> distance(read, name, most))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String read, String name, int most) {
        return EditDistance.of(read, plain(name), most);
    }

    /** Case, underscores and hyphens are spelling, not meaning. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }
}
