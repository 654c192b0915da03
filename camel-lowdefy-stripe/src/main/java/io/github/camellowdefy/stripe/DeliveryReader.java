/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe;

import com.stripe.exception.SignatureVerificationException;
import io.github.camellowdefy.stripe.webhook.Envelope;
import io.github.camellowdefy.stripe.webhook.EventReader;
import io.github.camellowdefy.stripe.webhook.InvalidEventException;
import io.github.camellowdefy.stripe.webhook.PayloadTooLargeException;
import io.github.camellowdefy.stripe.webhook.SignatureSigner;
import io.github.camellowdefy.stripe.webhook.SignatureVerifier;
import io.github.camellowdefy.stripe.webhook.StripeEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/** Reads deliveries off messages: the bytes as received, checked, as an event. */
final class DeliveryReader {

    /** How much of a body that is too large is read to its end, and forgotten. */
    private static final long PASSED_OVER = 64L << 20;

    private final StripeWebhookConfiguration configuration;
    private final Supplier<List<String>> secrets;
    private final Clock clock;
    private volatile Verifier latest;

    private record Verifier(List<String> secrets, SignatureVerifier verifier) {
        /** Counts the secrets only. */
        @Override
        public String toString() {
            return "Verifier[" + secrets.size() + " secrets]";
        }
    }

    /**
     * A delivery that was accepted.
     *
     * @param event the event
     * @param json what it was read from; null where somebody else had parsed it before
     */
    record Delivery(StripeEvent event, byte[] json) {}

    /**
     * A reader of deliveries.
     *
     * @param secrets asked for at every delivery, so that a replaced one holds for the next
     */
    DeliveryReader(
            StripeWebhookConfiguration configuration, Supplier<List<String>> secrets, Clock clock) {
        this.configuration = configuration;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Fails where deliveries could not be told from forged ones.
     *
     * @throws IllegalArgumentException when there is no usable secret where one is needed
     */
    void requireSecret() {
        if (configuration.getEnvelope() == Envelope.NONE) {
            verifier();
        }
    }

    /** The secrets in an option, which commas separate. */
    static List<String> secrets(String option) {
        return option == null || option.isBlank()
                ? List.of()
                : List.of(option.split(",", -1)).stream().map(String::strip).toList();
    }

    /**
     * Reads the delivery a message holds.
     *
     * @throws SignatureVerificationException when it is not Stripe's
     * @throws InvalidEventException when it is no event, or too large
     */
    Delivery read(Message message) throws SignatureVerificationException {
        Envelope envelope = configuration.getEnvelope();
        Object body = message.getBody();
        if (envelope != Envelope.NONE && (body instanceof Map || body instanceof List)) {
            return new Delivery(EventReader.unwrap(body, envelope), null);
        }
        byte[] payload = payload(message, body);
        if (envelope == Envelope.NONE) {
            verifier().verify(payload, signature(message));
        }
        StripeEvent event = EventReader.read(payload, envelope);
        return new Delivery(event, envelope == Envelope.NONE ? payload : null);
    }

    private SignatureVerifier verifier() {
        List<String> now = secrets.get();
        Verifier known = latest;
        if (known == null || !known.secrets().equals(now)) {
            known =
                    new Verifier(
                            now,
                            new SignatureVerifier(now, configuration.getWebhookTolerance(), clock));
            latest = known;
        }
        return known.verifier();
    }

    private static String signature(Message message) throws SignatureVerificationException {
        Object header = message.getHeader(SignatureSigner.HEADER);
        if (header == null) {
            header = writtenOtherwise(message);
        }
        if (header instanceof Collection<?>) {
            throw new SignatureVerificationException(
                    "The Stripe-Signature header was sent more than once.", null);
        }
        return header == null ? null : header.toString();
    }

    /** Where a context tells headers apart by their case: HTTP does not. */
    private static Object writtenOtherwise(Message message) {
        return message.getHeaders().entrySet().stream()
                .filter(header -> SignatureSigner.HEADER.equalsIgnoreCase(header.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private byte[] payload(Message message, Object body) {
        int limit = configuration.getWebhookMaxPayloadSize();
        byte[] payload = body instanceof byte[] bytes ? bytes : bytes(message, body, limit);
        if (payload.length > limit) {
            throw new PayloadTooLargeException(limit);
        }
        return payload;
    }

    /** Whoever is still sending would not hear the answer. */
    private static void passOver(InputStream rest) throws IOException {
        long left = PASSED_OVER;
        long passed = 1;
        while (left > 0 && passed > 0) {
            passed = rest.skip(left);
            left -= passed;
        }
    }

    private static byte[] bytes(Message message, Object body, int limit) {
        if (body == null) {
            return new byte[0];
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof StreamCache cache) {
            cache.reset();
        }
        try (InputStream in = message.getBody(InputStream.class)) {
            if (in == null) {
                throw new InvalidEventException(
                        "The body is a %s: only the bytes Stripe sent can be checked, so nothing may parse them before."
                                .formatted(body.getClass().getName()));
            }
            byte[] payload = in.readNBytes(Math.max(limit, limit + 1));
            if (payload.length > limit) {
                passOver(in);
            }
            if (body instanceof StreamCache cache) {
                cache.reset();
            }
            return payload;
        } catch (IOException e) {
            throw new InvalidEventException("The body broke off while it was read.");
        }
    }
}
