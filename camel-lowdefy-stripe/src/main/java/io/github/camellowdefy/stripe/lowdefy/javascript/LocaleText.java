// SPDX-License-Identifier: Apache-2.0
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

    /** What JavaScript would heed and this does not; it passes over any other name, as here. */
    private static final Set<String> OTHER_OPTIONS =
            Set.of(
                    "compactDisplay",
                    "currencyDisplay",
                    "currencySign",
                    "localeMatcher",
                    "maximumSignificantDigits",
                    "minimumIntegerDigits",
                    "minimumSignificantDigits",
                    "notation",
                    "numberingSystem",
                    "roundingIncrement",
                    "roundingMode",
                    "roundingPriority",
                    "signDisplay",
                    "trailingZeroDisplay",
                    "unit",
                    "unitDisplay");

    private static final Pattern SYMBOL_BESIDE_DIGIT =
            Pattern.compile("(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})");

    private static final BigDecimal GROUPED_FROM = BigDecimal.valueOf(10_000);

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
        BigDecimal exact = new BigDecimal(Numbers.of(Math.abs(value)));
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        BigDecimal shown = exact.multiply(BigDecimal.valueOf(format.getMultiplier()));
        if (shown.compareTo(GROUPED_FROM) < 0 && NumberCustoms.groupsFromFiveDigits(locale)) {
            format.setGroupingUsed(false);
        }
        String text = format.format(negative ? exact.negate() : exact);
        boolean signLost = negative && format.format(exact).equals(text);
        String signed = signLost ? format.getNegativePrefix() + text : text;
        if ("currency".equals(wanted.get("style"))) {
            signed = SYMBOL_BESIDE_DIGIT.matcher(signed).replaceAll("\u00a0");
        }
        return format.isGroupingUsed() && NumberCustoms.groupsInPairs(locale)
                ? NumberCustoms.inPairs(signed, format.getDecimalFormatSymbols())
                : signed;
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
        format.setDecimalFormatSymbols(
                NumberCustoms.symbols(locale, format.getDecimalFormatSymbols()));
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
            if (OTHER_OPTIONS.contains(key)) {
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
        return first == null ? Locale.US : NumberCustoms.withDigits(first);
    }

    private static Locale locale(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (tag.equalsIgnoreCase("und") || isLanguage(locale.getLanguage())) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            // said below
        }
        throw new ScriptException("takes a locale such as en-US");
    }

    /** Four letters are kept for later. */
    private static boolean isLanguage(String name) {
        return !name.isEmpty() && name.length() != 4;
    }

    private static boolean isKnown(Locale locale) {
        return Arrays.stream(NumberFormat.getAvailableLocales())
                .anyMatch(
                        known ->
                                !known.getLanguage().isEmpty()
                                        && known.getLanguage().equals(locale.getLanguage()));
    }
}
