// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import java.util.regex.Pattern;

/**
 * Makes an excerpt of text that was read: text that looks like a key is blanked, control characters
 * are escaped and long text is cut. Every part of a message that an error or a log line repeats
 * passes through here.
 */
public final class Excerpt {

    private static final int LONGEST = 80;

    /** Enough to fill an excerpt; the rest of a huge text is never looked at. */
    private static final int LOOKED_AT = 2_000;

    /**
     * What looks like a key: any text behind a key's prefix, which begins a word or is followed by
     * the mode. What Stripe has masked itself goes on with an asterisk and is left as it is.
     */
    private static final Pattern KEY =
            Pattern.compile(
                    "(?i)((?<![a-z0-9])[srpe]k_|[srpe]k_(?:org_)?(?:live|test)_|whsec_)[\\w+/=-]++(?!\\*)");

    private static final Pattern CLIENT_SECRET = Pattern.compile("(?<!\\w)\\w+_secret_\\w+");

    private Excerpt() {}

    /** Whether a text has no half of a character, which no encoding could write. */
    public static boolean isWhole(String text) {
        // without a stream: every text of a call is looked at
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))
                    && (++i == text.length()
                            || !Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /** The text in double quotes, fit for a one-line message. */
    public static String of(CharSequence text) {
        return '"' + plain(text) + '"';
    }

    /** The text without quotes, fit for a one-line message. */
    public static String plain(CharSequence text) {
        CharSequence start = text.length() > LOOKED_AT ? text.subSequence(0, LOOKED_AT) : text;
        String safe = redact(start.toString());
        StringBuilder shown = new StringBuilder(Math.min(safe.length(), LONGEST) + 8);
        for (int i = 0; i < safe.length() && i < LONGEST; i++) {
            append(shown, safe.charAt(i));
        }
        return safe.length() > LONGEST ? shown.append("...").toString() : shown.toString();
    }

    /** The whole text with everything that looks like a key or a client secret blanked. */
    public static String redact(String text) {
        return CLIENT_SECRET.matcher(withoutKeys(text)).replaceAll("***");
    }

    /** The whole text with everything that looks like a key or a signing secret blanked. */
    public static String withoutKeys(String text) {
        return text.indexOf('_') < 0 ? text : KEY.matcher(text).replaceAll("$1***");
    }

    private static void append(StringBuilder shown, char c) {
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (Character.isISOControl(c)
                        || Character.isSurrogate(c)
                        || c == '\u2028'
                        || c == '\u2029') {
                    shown.append("\\u%04x".formatted((int) c));
                } else {
                    shown.append(c);
                }
            }
        }
    }
}
