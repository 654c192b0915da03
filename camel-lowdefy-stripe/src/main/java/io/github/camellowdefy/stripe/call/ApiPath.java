// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * Decides what may be the target of a request that no operation of the catalog describes: a path
 * below {@code /v1/} or {@code /v2/} of the API's host and perhaps a query, percent-encoded, named
 * by a message or by an answer of Stripe. No part of it may lead to another host or out of the
 * version, however it is encoded and however often a proxy decodes it.
 */
public final class ApiPath {

    public static final int LONGEST = 4_096;

    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final BitSet IN_PATH = characters(UNRESERVED + "!$&'()*+,;=:@/%");
    private static final BitSet IN_QUERY = characters(UNRESERVED + "!$&'()*+,;=:@/%?[]");

    private ApiPath() {}

    public static boolean isAllowed(String target) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return target.length() <= LONGEST
                && (path.startsWith("/v1/") || path.startsWith("/v2/"))
                && isEncoded(path, IN_PATH)
                && isEncoded(query, IN_QUERY)
                && leadsDown(path);
    }

    private static boolean isEncoded(String text, BitSet allowed) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!allowed.get(c) || c == '%' && !isHex(text, i + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String text, int at) {
        return at + 1 < text.length()
                && HexFormat.isHexDigit(text.charAt(at))
                && HexFormat.isHexDigit(text.charAt(at + 1));
    }

    /** Whether every segment is a name once everything is decoded: not empty, no way back. */
    private static boolean leadsDown(String path) {
        String plain = path;
        for (String before = ""; !plain.equals(before); ) {
            before = plain;
            plain = decoded(before);
        }
        if (plain.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\uFFFD')) {
            return false;
        }
        for (String segment : plain.substring(1).split("/", -1)) {
            int parameters = segment.indexOf(';');
            String name = parameters < 0 ? segment : segment.substring(0, parameters);
            if (name.isBlank() || name.strip().equals(".") || name.strip().equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** Decoded once; a sequence of bytes that is not UTF-8 becomes U+FFFD. */
    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' && isHex(text, i + 1)) {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                int point = text.codePointAt(i);
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point) - 1;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static BitSet characters(String allowed) {
        BitSet set = new BitSet();
        allowed.chars().forEach(set::set);
        return set;
    }
}
