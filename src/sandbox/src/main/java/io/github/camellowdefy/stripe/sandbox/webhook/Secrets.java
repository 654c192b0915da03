// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Ids;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signing secrets, and what they sign. */
final class Secrets {

    private Secrets() {}

    static String fresh(Ids ids) {
        return "whsec_" + ids.token(32);
    }

    /** Gives an endpoint or destination a new secret; the old one signs too until it expires. */
    static String roll(Changes changes, String object, String endpoint, Duration overlap) {
        changes.account().require(object, endpoint);
        String secret = fresh(changes.engine().ids());
        ObjectNode hidden = changes.account().hidden(object, endpoint);
        hidden.put("old_secret", Json.text(hidden, "secret"));
        hidden.put("old_until", changes.engine().clock().seconds() + overlap.toSeconds());
        hidden.put("secret", secret);
        changes.hide(object, endpoint, hidden);
        return secret;
    }

    /** The {@code Stripe-Signature} header: {@code t=...,v1=...}, one {@code v1} per secret. */
    static String signature(byte[] payload, long seconds, List<String> secrets) {
        StringBuilder header = new StringBuilder("t=").append(seconds);
        for (String secret : secrets) {
            header.append(",v1=").append(sign(payload, seconds, secret));
        }
        return header.toString();
    }

    private static String sign(byte[] payload, long seconds, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
