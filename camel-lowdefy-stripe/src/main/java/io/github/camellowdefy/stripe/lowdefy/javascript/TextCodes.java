// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import io.github.camellowdefy.stripe.client.encode.PercentEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Text written in other ways: percent-encoded, as base64, as a digest. */
public final class TextCodes {

    private static final HexFormat HEX = HexFormat.of();

    private TextCodes() {}

    /** {@code encodeURIComponent}. */
    public static String encodeUri(String text) {
        StringBuilder out = new StringBuilder();
        if (!PercentEncoding.append(out, text, PercentEncoding.PATH_SEGMENT)) {
            throw new ScriptException("takes text without half characters");
        }
        return out.toString();
    }

    /** {@code decodeURIComponent}. */
    public static String decodeUri(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '%') {
                out.append(text.charAt(at++));
                continue;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (; at < text.length() && text.charAt(at) == '%'; at += 3) {
                bytes.write(escaped(text, at));
            }
            out.append(utf8(bytes.toByteArray()));
        }
        return out.toString();
    }

    private static int escaped(String text, int at) {
        boolean valid =
                at + 2 < text.length()
                        && HexFormat.isHexDigit(text.charAt(at + 1))
                        && HexFormat.isHexDigit(text.charAt(at + 2));
        if (!valid) {
            throw new ScriptException("takes percent-encoded text, with two digits after each %");
        }
        return HexFormat.fromHexDigits(text, at + 1, at + 3);
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ScriptException("takes percent-encoded text in UTF-8");
        }
    }

    /** As Node encodes a text's UTF-8. */
    public static String encodeBase64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    /**
     * As Node reads base64: in both alphabets, without other characters, up to the padding. Of each
     * character only the low byte counts.
     */
    public static String decodeBase64(String text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length() && (text.charAt(i) & 0xff) != '='; i++) {
            char c = (char) (text.charAt(i) & 0xff);
            char digit = c == '-' ? '+' : c == '_' ? '/' : c;
            if (digit < 0x80 && (Character.isLetterOrDigit(digit) || "+/".indexOf(digit) >= 0)) {
                digits.append(digit);
            }
        }
        int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
        byte[] bytes = Base64.getDecoder().decode(digits.substring(0, whole));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The digest of a text's UTF-8, in hexadecimal digits. */
    public static String hash(String algorithm, String text) {
        try {
            return HEX.formatHex(MessageDigest.getInstance(algorithm).digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new ScriptException("needs " + algorithm + ", which this Java does not have");
        }
    }

    private static byte[] bytes(String text) {
        return wellFormed(text).getBytes(StandardCharsets.UTF_8);
    }

    /** Half a character becomes the replacement character, as in JavaScript. */
    private static String wellFormed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
