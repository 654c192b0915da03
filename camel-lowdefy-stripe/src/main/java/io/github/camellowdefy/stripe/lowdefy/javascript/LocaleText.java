// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * {@code Number.toLocaleString} by the JDK's {@link NumberFormat} and its locale data (CLDR), which
 * may group, space or spell otherwise than Node's. Without a locale {@code en-US}: a payment should
 * not depend on the machine it is made on.
 */
public final class LocaleText {

    private static final TreeSet<String> OPTIONS =
            new TreeSet<>(
                    List.of(
                            "style",
                            "currency",
                            "minimumFractionDigits",
                            "maximumFractionDigits",
                            "useGrouping"));

    private LocaleText() {}

    /** The number as the locale writes it, with at most three decimals unless told otherwise. */
    public static String of(Number number, Object locales, Object options) {
        Map<?, ?> wanted = options(options);
        NumberFormat format = format(locale(locales), wanted);
        fractionDigits(format, wanted);
        if (wanted.containsKey("useGrouping")) {
            format.setGroupingUsed(Values.isTruthy(wanted.get("useGrouping")));
        }
        format.setRoundingMode(RoundingMode.HALF_UP);
        return Values.isFinite(number)
                ? format.format(new BigDecimal(Numbers.of(number)))
                : format.format(number.doubleValue());
    }

    private static NumberFormat format(Locale locale, Map<?, ?> options) {
        Object style = options.get("style");
        if (Values.isNone(style) || "decimal".equals(style)) {
            return NumberFormat.getInstance(locale);
        }
        if ("percent".equals(style)) {
            return NumberFormat.getPercentInstance(locale);
        }
        if (!"currency".equals(style)) {
            throw new ScriptException("takes the styles decimal, percent and currency");
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        Currency currency = currency(options.get("currency"));
        format.setCurrency(currency);
        format.setMinimumFractionDigits(Math.max(currency.getDefaultFractionDigits(), 0));
        format.setMaximumFractionDigits(Math.max(currency.getDefaultFractionDigits(), 0));
        return format;
    }

    private static void fractionDigits(NumberFormat format, Map<?, ?> options) {
        int least = digits(options, "minimumFractionDigits");
        int most = digits(options, "maximumFractionDigits");
        if (least >= 0 && most >= 0 && least > most) {
            throw new ScriptException(
                    "takes minimumFractionDigits up to its maximumFractionDigits");
        }
        if (most >= 0) {
            format.setMaximumFractionDigits(most);
        }
        if (least >= 0) {
            format.setMinimumFractionDigits(least);
        }
    }

    /** From 0 to 20, or -1 when the option is not given. */
    private static int digits(Map<?, ?> options, String name) {
        if (!options.containsKey(name) || options.get(name) instanceof Absent) {
            return -1;
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
        if (options instanceof Absent) {
            return Map.of();
        }
        if (!(options instanceof Map<?, ?> map)) {
            throw new ScriptException("takes a map as options, got " + Values.describe(options));
        }
        for (String key : Values.keys(map)) {
            if (!OPTIONS.contains(key)) {
                throw new ScriptException("takes the options " + OPTIONS + ", not " + key);
            }
        }
        return map;
    }

    private static Locale locale(Object locales) {
        Object first = locales instanceof List<?> list && !list.isEmpty() ? list.get(0) : locales;
        if (first instanceof Absent || first instanceof List) {
            return Locale.US;
        }
        try {
            Locale locale =
                    new Locale.Builder()
                            .setLanguageTag(first instanceof String tag ? tag : "")
                            .build();
            // a language of four letters is reserved: JavaScript refuses it, too
            if (!locale.getLanguage().isEmpty() && locale.getLanguage().length() != 4) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            // refused below
        }
        throw new ScriptException("takes a locale such as en-US, got " + Values.describe(first));
    }
}
