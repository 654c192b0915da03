// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.option;

import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.camellowdefy.stripe.call.body.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A row in the table of {@link Options}.
 *
 * @param name as the documentation spells it
 * @param ofConnection whether the component and connection beans hold the option, too
 * @param places the endpoints on which the option has an effect
 * @param check describes the fault of a value
 * @param needs the option without which this one has no effect, or null
 * @param hint a hint for a user whose option has no effect, or null
 */
public record Option(
        String name,
        boolean ofConnection,
        Set<Place> places,
        Check check,
        String needs,
        String hint) {

    /** Judges a value that is not null. */
    @FunctionalInterface
    interface Check {

        /** The end of a sentence that begins with the name of the option, or null. */
        String problem(Object value);
    }

    private static final Pattern HOST = Pattern.compile("[\\w.-]+|\\[[\\p{XDigit}:.]+]");

    private static final Pattern ENDS_IN_VERSION = Pattern.compile(".*/v[12]/*");

    static Option on(Set<Place> places, String name) {
        return new Option(name, false, places, value -> null, null, null);
    }

    static Option ofConnection(Set<Place> places, String name) {
        return new Option(name, true, places, value -> null, null, null);
    }

    /** Takes whole numbers from {@code least} to {@code most}. */
    Option within(long least, long most) {
        return checked(
                value -> {
                    long number = ((Number) value).longValue();
                    return number < least || number > most
                            ? "is %d; expected a number from %d to %d"
                                    .formatted(number, least, most)
                            : null;
                });
    }

    Option atLeast(long least) {
        return within(least, Integer.MAX_VALUE);
    }

    /** Takes the base URL of one of Stripe's hosts, such as {@code example}. */
    Option baseUrl(String example) {
        return checked(
                value -> {
                    if (!isBase(value.toString())) {
                        return "is not a base URL; expected http(s)://host[:port] without user, query or fragment, such as "
                                + example;
                    }
                    return ENDS_IN_VERSION.matcher(value.toString()).matches()
                            ? "ends in /v1 or /v2; expected the base URL without it, such as "
                                    + example
                                    + ", for each call adds its own path"
                            : null;
                });
    }

    /** Takes a URL that Stripe can send to. */
    Option publicUrl() {
        return checked(
                value ->
                        url(value.toString()) != null
                                ? null
                                : "is %s; expected the public URL of the webhook, such as https://shop.example/stripe"
                                        .formatted(Excerpt.of(value.toString())));
    }

    /** Takes a host alone; the value is not repeated, for a user and a password may be in it. */
    Option host() {
        return checked(
                value ->
                        HOST.matcher(value.toString()).matches()
                                ? null
                                : "is not the name of a host; expected a name without scheme, port or user, such as proxy.example");
    }

    /** Takes what shares buckets between instances; the value is not repeated. */
    Option proxyManager() {
        return checked(
                value ->
                        value instanceof ProxyManager || value instanceof AsyncProxyManager
                                ? null
                                : "is a %s; expected a ProxyManager or AsyncProxyManager of Bucket4j with text as keys, such as #bean:budgets"
                                        .formatted(value.getClass().getSimpleName()));
    }

    /** Takes signing secrets, separated by commas; never repeats them. */
    Option signingSecrets() {
        return checked(
                value -> {
                    for (String secret : Options.signingSecrets(value.toString())) {
                        if (!secret.startsWith("whsec_")) {
                            return "holds a text that is no signing secret; expected whsec_..., from the endpoint's page in Stripe's dashboard";
                        }
                    }
                    return null;
                });
    }

    private Option checked(Check rule) {
        return new Option(name, ofConnection, places, rule, needs, hint);
    }

    Option needs(String other) {
        return new Option(name, ofConnection, places, check, other, hint);
    }

    Option hint(String sentence) {
        return new Option(name, ofConnection, places, check, needs, sentence);
    }

    public static boolean isBase(String value) {
        URI uri = url(value);
        return uri != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    /** The URL of a host, or null where the text is none. */
    public static URI url(String value) {
        try {
            URI uri = new URI(value);
            boolean http =
                    "http".equalsIgnoreCase(uri.getScheme())
                            || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
