// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.signature;

import com.stripe.exception.SignatureVerificationException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The parsed {@code Stripe-Signature} header: {@code t=<Unix seconds>,v1=<hex>[,v1=<hex>...]}. Keys
 * other than these two are of other schemes and left alone.
 *
 * @param timestamp the timestamp as written, which is what was signed
 * @param signatures the well-formed {@code v1} signatures, at least one
 */
record SignatureHeader(String timestamp, List<byte[]> signatures) {

    /** Room for a hundred signatures; Stripe sends two at most. */
    static final int MAX_LENGTH = 8192;

    private static final int MAX_TIMESTAMP_DIGITS = 12;
    private static final int SIGNATURE_DIGITS = 64;

    /** Reads a header, or refuses it with one sentence that quotes nothing of it. */
    static SignatureHeader parse(String header) throws SignatureVerificationException {
        if (header == null) {
            throw refusal(
                    "The Stripe-Signature header is missing: only Stripe's deliveries carry it.");
        }
        if (header.isBlank()) {
            throw refusal("The Stripe-Signature header is empty.");
        }
        if (header.length() > MAX_LENGTH) {
            throw refusal(
                    "The Stripe-Signature header has %d characters, more than the %d that are read."
                            .formatted(header.length(), MAX_LENGTH));
        }
        String timestamp = null;
        boolean signed = false;
        List<byte[]> signatures = new ArrayList<>(2);
        for (int start = 0; start <= header.length(); ) {
            int comma = header.indexOf(',', start);
            int end = comma < 0 ? header.length() : comma;
            int equals = header.indexOf('=', start);
            if (equals <= start || equals > end) {
                throw refusal(
                        "The Stripe-Signature header is not a list of key=value pairs separated by commas.");
            }
            if (is(header, "t", start, equals)) {
                if (timestamp != null) {
                    throw refusal("The Stripe-Signature header holds more than one timestamp.");
                }
                timestamp = timestamp(header, equals + 1, end);
            } else if (is(header, "v1", start, equals)) {
                signed = true;
                byte[] signature = signature(header, equals + 1, end);
                if (signature != null) {
                    signatures.add(signature);
                }
            }
            start = end + 1;
        }
        if (timestamp == null) {
            throw refusal("The Stripe-Signature header holds no timestamp (t=...).");
        }
        if (!signed) {
            throw refusal("The Stripe-Signature header holds no signature of the scheme v1.");
        }
        if (signatures.isEmpty()) {
            throw refusal(
                    "No v1 signature of the Stripe-Signature header is one of 64 lower-case hexadecimal digits.");
        }
        return new SignatureHeader(timestamp, signatures);
    }

    /** When the delivery was signed, in Unix seconds. */
    long seconds() {
        return Long.parseLong(timestamp);
    }

    static SignatureVerificationException refusal(String sentence) {
        // without the header: what a stranger sent has no place in a log
        return new SignatureVerificationException(sentence, null);
    }

    private static boolean is(String header, String key, int start, int end) {
        return end - start == key.length() && header.startsWith(key, start);
    }

    private static String timestamp(String header, int start, int end)
            throws SignatureVerificationException {
        boolean number = end > start && end - start <= MAX_TIMESTAMP_DIGITS;
        for (int i = start; number && i < end; i++) {
            number = header.charAt(i) >= '0' && header.charAt(i) <= '9';
        }
        if (!number) {
            throw refusal(
                    "The timestamp of the Stripe-Signature header is not a number of Unix seconds.");
        }
        return header.substring(start, end);
    }

    /** The bytes, or null where they are not written as Stripe writes them. */
    private static byte[] signature(String header, int start, int end) {
        if (end - start != SIGNATURE_DIGITS) {
            return null;
        }
        for (int i = start; i < end; i++) {
            char c = header.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return null;
            }
        }
        return HexFormat.of().parseHex(header, start, end);
    }
}
