// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.signature;

import com.stripe.exception.SignatureVerificationException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

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

    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

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
        for (String pair : header.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw refusal(
                        "The Stripe-Signature header is not a list of key=value pairs separated by commas.");
            }
            String key = pair.substring(0, equals);
            String value = pair.substring(equals + 1);
            if (key.equals("t")) {
                if (timestamp != null) {
                    throw refusal("The Stripe-Signature header holds more than one timestamp.");
                }
                if (!TIMESTAMP.matcher(value).matches()) {
                    throw refusal(
                            "The timestamp of the Stripe-Signature header is not a number of Unix seconds.");
                }
                timestamp = value;
            } else if (key.equals("v1")) {
                signed = true;
                if (SIGNATURE.matcher(value).matches()) {
                    signatures.add(HexFormat.of().parseHex(value));
                }
            }
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
}
