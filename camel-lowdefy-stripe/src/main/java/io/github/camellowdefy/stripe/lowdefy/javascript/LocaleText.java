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
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Number.toLocaleString} from the JDK's locale data. Without a locale, or with one that is
 * unknown, {@code en-US}: a payment should not depend on the machine it is made on.
 */
public final class LocaleText {

    private static final Set<String> OPTIONS =
            Set.of(
                    "style",
                    "currency",
                    "minimumFractionDigits",
                    "maximumFractionDigits",
                    "useGrouping");

    /** Languages that write 1234 without a separator. */
    private static final Set<String> GROUPED_FROM_FIVE_DIGITS =
            Set.of("es", "pl", "it", "bg", "ka", "lv", "hr", "sl");

    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:,[0-9]{3})+");

    private LocaleText() {}

    /** The number as the locale writes it, with at most three decimals unless told otherwise. */
    public static String of(Number number, Object locales, Object options) {
        Locale locale = locale(locales);
        Map<?, ?> wanted = options(options);
        double value = number.doubleValue();
        DecimalFormat format = format(locale, wanted);
        if (!Double.isFinite(value)) {
            return format.format(value);
        }
        BigDecimal exact = new BigDecimal(NumberText.of(Math.abs(value)));
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        boolean small = exact.abs().compareTo(BigDecimal.valueOf(10_000)) < 0;
        if (small && GROUPED_FROM_FIVE_DIGITS.contains(locale.getLanguage())) {
            format.setGroupingUsed(false);
        }
        String text = format.format(negative ? exact.negate() : exact);
        boolean signLost = negative && format.format(exact).equals(text);
        String signed = signLost ? format.getNegativePrefix() + text : text;
        return locale.getCountry().equals("IN") && format.isGroupingUsed()
                ? groupedAsInIndia(signed)
                : signed;
    }

    /** Thousands, then pairs of digits: Java's formats know one size of groups. */
    private static String groupedAsInIndia(String text) {
        Matcher number = GROUPED.matcher(text);
        if (!number.find()) {
            return text;
        }
        String digits = number.group().replace(",", "");
        int head = digits.length() - 3;
        StringBuilder grouped = new StringBuilder(digits.substring(head));
        for (int end = head; end > 0; end -= 2) {
            grouped.insert(0, digits.substring(Math.max(end - 2, 0), end) + ',');
        }
        return number.replaceFirst(grouped.toString());
    }

    private static DecimalFormat format(Locale locale, Map<?, ?> options) {
        Object style = options.get("style");
        DecimalFormat format;
        if (Values.isNone(style) || "decimal".equals(style)) {
            format = (DecimalFormat) NumberFormat.getInstance(locale);
            format.setMaximumFractionDigits(3);
            format.setMinimumFractionDigits(0);
        } else if ("percent".equals(style)) {
            format = (DecimalFormat) NumberFormat.getPercentInstance(locale);
        } else if ("currency".equals(style)) {
            format = (DecimalFormat) NumberFormat.getCurrencyInstance(locale);
            Currency currency = currency(options.get("currency"));
            format.setCurrency(currency);
            format.setMinimumFractionDigits(Math.max(currency.getDefaultFractionDigits(), 0));
            format.setMaximumFractionDigits(Math.max(currency.getDefaultFractionDigits(), 0));
        } else {
            throw new ScriptException("takes the styles decimal, percent and currency");
        }
        fractionDigits(format, options);
        if (options.containsKey("useGrouping")) {
            format.setGroupingUsed(Values.isTruthy(options.get("useGrouping")));
        }
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }

    private static void fractionDigits(DecimalFormat format, Map<?, ?> options) {
        int least = digits(options, "minimumFractionDigits", -1);
        int most = digits(options, "maximumFractionDigits", -1);
        if (least >= 0 && most >= 0 && least > most) {
            throw new ScriptException(
                    "takes minimumFractionDigits up to its maximumFractionDigits");
        }
        if (most >= 0) {
            format.setMinimumFractionDigits(Math.min(format.getMinimumFractionDigits(), most));
            format.setMaximumFractionDigits(most);
        }
        if (least >= 0) {
            format.setMaximumFractionDigits(Math.max(format.getMaximumFractionDigits(), least));
            format.setMinimumFractionDigits(least);
        }
    }

    private static int digits(Map<?, ?> options, String name, int absent) {
        if (!options.containsKey(name) || options.get(name) instanceof Absent) {
            return absent;
        }
        double digits = Values.toNumber(options.get(name));
        if (!(digits >= 0 && digits <= 20)) {
            throw new ScriptException("takes " + name + " from 0 to 20");
        }
        return (int) digits;
    }

    private static Currency currency(Object code) {
        try {
            return Currency.getInstance(Values.toText(code).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ScriptException("takes a currency such as EUR with the style currency");
        }
    }

    private static Map<?, ?> options(Object options) {
        if (options == null) {
            throw new ScriptException("takes a map as options, not null");
        }
        if (!(options instanceof Map<?, ?> map)) {
            return Map.of();
        }
        for (String key : Values.keys(map)) {
            if (!OPTIONS.contains(key)) {
                throw new ScriptException("takes the options " + OPTIONS + ", not " + key);
            }
        }
        return map;
    }

    private static Locale locale(Object locales) {
        if (locales == null) {
            throw new ScriptException("takes a locale such as en-US, not null");
        }
        List<?> tags =
                locales instanceof String
                        ? List.of(locales)
                        : locales instanceof List<?> list ? list : List.of();
        Locale first = null;
        for (Object tag : tags) {
            Locale locale = locale(tag instanceof String text ? text : "");
            if (first == null && isKnown(locale)) {
                first = locale;
            }
        }
        return first == null ? Locale.US : first;
    }

    private static Locale locale(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (!tag.isEmpty() && !locale.getLanguage().isEmpty()) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            // said below
        }
        throw new ScriptException("takes a locale such as en-US");
    }

    private static boolean isKnown(Locale locale) {
        return Arrays.stream(NumberFormat.getAvailableLocales())
                .anyMatch(known -> known.getLanguage().equals(locale.getLanguage()));
    }
}
