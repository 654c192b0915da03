// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.signature;

import com.stripe.exception.SignatureVerificationException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;

/**
 * Tells Stripe's deliveries from forged ones: at least one {@code v1} signature of the header must
 * be the HMAC-SHA256 of timestamp and raw body under one of the secrets. All secrets are tried
 * against all signatures, each in constant time, so that the time taken tells nothing about either.
 *
 * <p>Immutable and safe for any number of threads.
 *
 * <pre>{@code
 * new SignatureVerifier(List.of("whsec_..."), 300, Clock.systemUTC()).verify(body, header);
 * }</pre>
 */
public final class SignatureVerifier {

    private final List<SigningSecret> secrets;
    private final long toleranceSeconds;
    private final Clock clock;

    /**
     * A verifier for one endpoint.
     *
     * @param secrets the signing secrets that are good, as Stripe shows them ({@code whsec_...});
     *     more than one while a secret is rolled, or for several endpoints behind one path
     * @param toleranceSeconds how far the signing time may be from now, either way; 0 means any
     * @param clock tells now
     * @throws IllegalArgumentException when there is no secret, or one is blank or an API key
     */
    public SignatureVerifier(List<String> secrets, long toleranceSeconds, Clock clock) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "A webhook secret is required (whsec_..., from the endpoint's page in Stripe's dashboard; the option webhookSecret): without it a forged delivery cannot be recognised.");
        }
        if (toleranceSeconds < 0) {
            throw new IllegalArgumentException(
                    "The webhook tolerance is %d s: give the seconds a signing time may be off, or 0 for any."
                            .formatted(toleranceSeconds));
        }
        this.secrets = secrets.stream().map(SignatureVerifier::checked).toList();
        this.toleranceSeconds = toleranceSeconds;
        this.clock = clock;
    }

    /**
     * Accepts a delivery by returning.
     *
     * @param payload the body, byte for byte as received
     * @param header the {@code Stripe-Signature} header; null when there was none
     * @throws SignatureVerificationException when it is refused; the message is one sentence that
     *     says why and quotes neither body, header nor secret
     */
    public void verify(byte[] payload, String header) throws SignatureVerificationException {
        SignatureHeader read = SignatureHeader.parse(header);
        if (payload.length == 0) {
            throw SignatureHeader.refusal("The body of the delivery is empty.");
        }
        if (!isSigned(payload, read)) {
            throw SignatureHeader.refusal(
                    "No signature of the delivery matches its body under any webhook secret: the body must be the bytes Stripe sent, unchanged, and the secret that of this endpoint.");
        }
        // after the signature, so that only Stripe can learn about this clock
        long age = clock.instant().getEpochSecond() - read.seconds();
        if (toleranceSeconds > 0 && Math.abs(age) > toleranceSeconds) {
            throw SignatureHeader.refusal(
                    "The delivery was signed %d s %s, more than the tolerance of %d s."
                            .formatted(
                                    Math.abs(age),
                                    age > 0 ? "ago" : "in the future",
                                    toleranceSeconds));
        }
    }

    /**
     * Refuses a header that no body can have been signed with.
     *
     * @param header the {@code Stripe-Signature} header; null when there was none
     */
    public static void requireHeader(String header) throws SignatureVerificationException {
        SignatureHeader.parse(header);
    }

    private boolean isSigned(byte[] payload, SignatureHeader header) {
        boolean signed = false;
        for (SigningSecret secret : secrets) {
            byte[] expected = secret.sign(header.timestamp(), payload);
            for (byte[] signature : header.signatures()) {
                signed |= MessageDigest.isEqual(expected, signature);
            }
        }
        return signed;
    }

    private static SigningSecret checked(String secret) {
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException(
                    "A webhook secret is blank: each is whsec_... and commas stand only between them.");
        }
        if (secret.startsWith("sk_") || secret.startsWith("rk_") || secret.startsWith("pk_")) {
            throw new IllegalArgumentException(
                    "An API key (%s...) was given as webhook secret: it is whsec_..., from the endpoint's page in Stripe's dashboard."
                            .formatted(secret.substring(0, 3)));
        }
        return new SigningSecret(secret);
    }
}
