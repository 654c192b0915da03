// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.signature;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Signs a delivery as Stripe does, for tests and for servers that take Stripe's place. Made once
 * for its secrets; with two, as while a secret is rolled, the header carries a signature of each.
 *
 * <pre>{@code
 * String header = new SignatureSigner("whsec_...").header(body, clock.instant().getEpochSecond());
 * }</pre>
 */
public final class SignatureSigner {

    public static final String HEADER = "Stripe-Signature";

    private final List<SigningSecret> secrets;

    public SignatureSigner(String... secrets) {
        this.secrets = List.of(secrets).stream().map(SigningSecret::new).toList();
    }

    /**
     * The value of the {@code Stripe-Signature} header.
     *
     * @param payload the body, byte for byte as it will be sent
     * @param timestamp when it is signed, in Unix seconds
     */
    public String header(byte[] payload, long timestamp) {
        String time = Long.toString(timestamp);
        List<String> parts = new ArrayList<>();
        parts.add("t=" + time);
        for (SigningSecret secret : secrets) {
            parts.add("v1=" + HexFormat.of().formatHex(secret.sign(time, payload)));
        }
        return String.join(",", parts);
    }
}
