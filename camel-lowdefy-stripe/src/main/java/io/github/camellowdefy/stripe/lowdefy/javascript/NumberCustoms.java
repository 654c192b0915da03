// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JDK's locale data says otherwise than that of today's Node about numbers, or not. */
final class NumberCustoms {

    /** Languages that write 1234 without a separator. */
    private static final Set<String> FROM_FIVE_DIGITS =
            Set.of("be", "bg", "ee", "et", "hu", "hy", "ia", "it", "ka", "lv", "pl", "sl", "sq");

    /** As above, of languages that do so in a part of the world. */
    private static final Set<String> FROM_FIVE_DIGITS_THERE =
            Set.of(
                    "es", "es-EA", "es-ES", "es-GQ", "es-IC", "es-PH", "pt-CH", "pt-CV", "pt-GQ",
                    "pt-GW", "pt-LU", "pt-MO", "pt-MZ", "pt-PT", "pt-ST", "pt-TL", "ru-UA");

    private static final Set<String> IN_PAIRS =
            Set.of(
                    "as", "bn", "brx", "ccp", "dz", "gu", "hi", "kok", "ml", "mr", "ne", "or", "pa",
                    "sa", "ta", "te");

    /** Elsewhere, and where the text has a script of its own, these group in thousands. */
    private static final Set<String> IN_PAIRS_THERE = Set.of("", "BD", "BT", "IN", "LK", "NP");

    private static final Set<String> WESTERN_DIGITS = Set.of("ar", "ar-001", "ar-AE");
    private static final Set<String> APOSTROPHE =
            Set.of("de-CH", "de-LI", "en-CH", "gsw", "gsw-CH", "gsw-FR", "gsw-LI", "it-CH");

    private NumberCustoms() {}

    static boolean groupsFromFiveDigits(Locale locale) {
        return FROM_FIVE_DIGITS.contains(locale.getLanguage())
                || FROM_FIVE_DIGITS_THERE.contains(place(locale));
    }

    /** Whether it writes 12,34,567. */
    static boolean groupsInPairs(Locale locale) {
        return place(locale).equals("en-IN")
                || (IN_PAIRS.contains(locale.getLanguage())
                        && IN_PAIRS_THERE.contains(locale.getCountry()));
    }

    /** Thousands, then pairs of digits: Java's formats know one size of groups. */
    static String inPairs(String text, DecimalFormatSymbols symbols) {
        String separator = String.valueOf(symbols.getGroupingSeparator());
        String quoted = Pattern.quote(separator);
        Matcher number = Pattern.compile("\\p{Nd}{1,3}(?:" + quoted + "\\p{Nd}{3})+").matcher(text);
        if (!number.find()) {
            return text;
        }
        String digits = number.group().replace(separator, "");
        int[] points = digits.codePoints().toArray();
        int head = points.length - 3;
        StringBuilder grouped = new StringBuilder(new String(points, head, 3));
        for (int end = head; end > 0; end -= 2) {
            int start = Math.max(end - 2, 0);
            grouped.insert(0, new String(points, start, end - start) + separator);
        }
        return number.replaceFirst(Matcher.quoteReplacement(grouped.toString()));
    }

    static DecimalFormatSymbols symbols(Locale locale, DecimalFormatSymbols symbols) {
        if (APOSTROPHE.contains(place(locale))) {
            symbols.setGroupingSeparator('\'');
            symbols.setMonetaryGroupingSeparator('\'');
        } else if (locale.getLanguage().equals("km")) {
            symbols.setGroupingSeparator(',');
            symbols.setDecimalSeparator('.');
        }
        return symbols;
    }

    static Locale withDigits(Locale locale) {
        boolean western =
                WESTERN_DIGITS.contains(place(locale)) && locale.getUnicodeLocaleType("nu") == null;
        return western
                ? new Locale.Builder()
                        .setLocale(locale)
                        .setUnicodeLocaleKeyword("nu", "latn")
                        .build()
                : locale;
    }

    private static String place(Locale locale) {
        return locale.getCountry().isEmpty()
                ? locale.getLanguage()
                : locale.getLanguage() + '-' + locale.getCountry();
    }
}
