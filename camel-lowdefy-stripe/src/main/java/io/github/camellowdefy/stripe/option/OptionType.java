// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether the type of an option can hold its text. Camel reads a number it cannot make sense of as
 * 0, so {@code maxNetworkRetries=two} would go unnoticed.
 */
public final class OptionType {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    /** Milliseconds, or a time with units as Camel reads it; PT5S and 5S are 0 to it. */
    private static final Pattern DURATION =
            Pattern.compile(
                    "-?\\d{1,18}|(?=\\d)(\\d{1,9}d(ay)?)?(\\d{1,9}h(our)?)?(\\d{1,9}m(in)?)?(\\d{1,9}s(ecs?)?)?(\\d{1,9}ms)?");

    private static final Set<Class<?>> ANY = Set.of(String.class, Object.class);

    private OptionType() {}

    /** A description of the values that the option takes, or null where the text is one. */
    public static String expected(String name, Class<?> type, String text) {
        // a # leads to a bean, and whether there is one, of this type, only Camel can say
        if (ANY.contains(type) || text.startsWith("#")) {
            return null;
        }
        if (type == boolean.class || type == Boolean.class) {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                    ? null
                    : "true or false";
        }
        if (type == int.class || type == Integer.class) {
            return WHOLE.matcher(text).matches() ? null : "a whole number";
        }
        if (type == long.class || type == Long.class) {
            return DURATION.matcher(text).matches()
                    ? null
                    : "a whole number, of milliseconds where it is a time, or a time such as 5s";
        }
        if (type.isEnum()) {
            return isConstant(type, text) ? null : constants(type);
        }
        if (type == Map.class) {
            return "one option for each of its entries, such as %s.limit=30".formatted(name);
        }
        return "a bean of type %s, written #bean:name".formatted(type.getName());
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
