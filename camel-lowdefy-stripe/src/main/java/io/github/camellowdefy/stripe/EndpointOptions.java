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

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.util.StringHelper;

/**
 * The options of an endpoint as text: their names, and what the values of {@code params.*} mean.
 */
final class EndpointOptions {

    /** Whole numbers as a program writes them; a postal code with a leading zero stays text. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9]\\d{0,17}");

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]+)]");

    /** The most letters a misspelt name differs in from the one that was meant. */
    private static final int MISSPELT = 3;

    /** Other names of what is meant, such as those of the Node client. */
    private static final Map<String, String> MEANT =
            Map.of(
                    "configuration", "connection",
                    "apikey", "secretKey",
                    "key", "secretKey",
                    "host", "apiBase",
                    "baseurl", "apiBase",
                    "account", "stripeAccount",
                    "context", "stripeContext",
                    "version", "apiVersion",
                    "retries", "maxNetworkRetries");

    /** Not asked of Camel: under the scheme {@code stripe} it may know another component. */
    private static final EndpointUriFactory OPTIONS = new StripeEndpointUriFactory();

    private static final Set<String> NAMES = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NAMES.addAll(OPTIONS.propertyNames());
    }

    private EndpointOptions() {}

    /**
     * Default parameters with dotted names, from {@code params.*}: {@code created[gte]} is {@code
     * created.gte}. {@code true}, {@code false} and whole numbers become what they say, which only
     * the JSON of the v2 API tells from text; the values of {@code metadata} are text there too.
     */
    static Map<String, Object> params(Map<String, Object> options) {
        Map<String, Object> params = new LinkedHashMap<>();
        options.forEach(
                (name, value) -> {
                    String dotted = BRACKETED.matcher(name).replaceAll(".$1");
                    params.put(dotted, dotted.startsWith("metadata.") ? value : typed(value));
                });
        return params;
    }

    /**
     * The first name that is no option of an endpoint, whatever its case, with dashes or without.
     */
    static Optional<String> unknown(Set<String> names) {
        Collection<String> prefixes = OPTIONS.multiValuePrefixes().values();
        return names.stream()
                .filter(name -> !NAMES.contains(StringHelper.dashToCamelCase(name)))
                .filter(name -> prefixes.stream().noneMatch(name::startsWith))
                .findFirst();
    }

    /** What whoever wrote the name of an option that does not exist most likely wants to know. */
    static String adviceOn(String read) {
        String meant = MEANT.get(read.toLowerCase(Locale.ROOT));
        return Optional.ofNullable(meant)
                .or(() -> nearest(read))
                .map(name -> "the nearest is " + name)
                .orElse(
                        "a parameter of the call is written params."
                                + read.replaceFirst("^param\\.", ""));
    }

    /** An option that differs in no more than a third of the letters. */
    private static Optional<String> nearest(String read) {
        int most = Math.min(MISSPELT, (read.length() + 2) / 3);
        return NAMES.stream()
                .filter(name -> distance(name, read) <= most)
                .min(
                        Comparator.<String>comparingInt(name -> distance(name, read))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static Object typed(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return WHOLE_NUMBER.matcher(text).matches() ? (Object) Long.valueOf(text) : text;
    }

    /** How many letters have to be put in, left out or replaced, whatever their case. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same =
                        Character.toLowerCase(a.charAt(i - 1))
                                == Character.toLowerCase(b.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
