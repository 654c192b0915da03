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

import io.github.camellowdefy.stripe.call.Excerpt;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.StringHelper;

/**
 * Whether the text of an endpoint's options is what their types can hold. Camel reads a number it
 * cannot make sense of as 0, so {@code maxNetworkRetries=two} would go unnoticed.
 */
final class OptionValues {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    /** Milliseconds, or a time with units as Camel reads it; PT5S and 5S are 0 to it. */
    private static final Pattern DURATION =
            Pattern.compile(
                    "-?\\d{1,18}|(?=\\d)(\\d{1,9}d(ay)?)?(\\d{1,9}h(our)?)?(\\d{1,9}m(in)?)?(\\d{1,9}s(ecs?)?)?(\\d{1,9}ms)?");

    private final PropertyConfigurerGetter types;

    OptionValues(PropertyConfigurerGetter types) {
        this.types = types;
    }

    /**
     * @throws IllegalArgumentException one sentence that names the option and what it can hold
     */
    void check(Map<String, Object> options) {
        options.forEach(
                (name, value) -> {
                    Class<?> type = types.getOptionType(StringHelper.dashToCamelCase(name), true);
                    // a # leads to a bean of the right type
                    if (type != null && value instanceof String text && !text.startsWith("#")) {
                        check(name, text, type);
                    }
                });
    }

    private static void check(String name, String text, Class<?> type) {
        String expected = null;
        if (type == boolean.class || type == Boolean.class) {
            expected =
                    text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                            ? null
                            : "true or false";
        } else if (type == int.class || type == Integer.class) {
            expected = WHOLE.matcher(text).matches() ? null : "a whole number";
        } else if (type == long.class || type == Long.class) {
            expected =
                    DURATION.matcher(text).matches()
                            ? null
                            : "a whole number, of milliseconds where it is a time, or a time such as 5s";
        } else if (type.isEnum()) {
            expected = isConstant(type, text) ? null : constants(type);
        } else if (type == Map.class) {
            expected = "one option for each of its entries, such as %s.limit=30".formatted(name);
        } else if (!type.getPackageName().equals("java.lang")) {
            expected = "a bean of type %s, written #bean:name".formatted(type.getName());
        }
        if (expected != null) {
            throw new IllegalArgumentException(
                    "The option %s is %s; expected %s."
                            .formatted(name, Excerpt.of(text), expected));
        }
    }

    private static boolean isConstant(Class<?> type, String text) {
        String name = text.replaceAll("[-_]", "");
        return Arrays.stream(type.getEnumConstants())
                .anyMatch(c -> ((Enum<?>) c).name().replace("_", "").equalsIgnoreCase(name));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(c -> camelCase(((Enum<?>) c).name()))
                .collect(Collectors.joining(" or "));
    }

    /** As the documentation spells it: {@code EVENT_BRIDGE} is {@code eventBridge}. */
    private static String camelCase(String constant) {
        if (!constant.equals(constant.toUpperCase(Locale.ROOT))) {
            return constant;
        }
        String[] words = constant.toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }
}
