// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import com.stripe.exception.SignatureVerificationException;
import io.github.camellowdefy.stripe.StripeWebhookConfiguration;
import io.github.camellowdefy.stripe.event.Envelope;
import io.github.camellowdefy.stripe.event.EventReader;
import io.github.camellowdefy.stripe.event.InvalidEventException;
import io.github.camellowdefy.stripe.event.PayloadReader;
import io.github.camellowdefy.stripe.event.PayloadReader.Payload;
import io.github.camellowdefy.stripe.event.PayloadTooLargeException;
import io.github.camellowdefy.stripe.event.StripeEvent;
import io.github.camellowdefy.stripe.signature.SignatureSigner;
import io.github.camellowdefy.stripe.signature.SignatureVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/**
 * Reads a delivery from a message: takes the bytes as received, verifies their signature and parses
 * the event.
 */
public final class DeliveryReader {

    private final StripeWebhookConfiguration configuration;
    private final Supplier<List<String>> secrets;
    private final Clock clock;
    private final PayloadReader payloads;
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
     * @param json the bytes it was read from; null where another component parsed them before
     */
    public record Delivery(StripeEvent event, byte[] json) {}

    /**
     * A reader of deliveries.
     *
     * @param secrets fetched at every delivery, so that a rotated secret verifies the next one
     */
    public DeliveryReader(
            StripeWebhookConfiguration configuration, Supplier<List<String>> secrets, Clock clock) {
        this.configuration = configuration;
        this.secrets = secrets;
        this.clock = clock;
        this.payloads =
                new PayloadReader(
                        configuration.getWebhookMaxPayloadSize(),
                        configuration.getWebhookMaxMemory());
    }

    /**
     * Fails where forged deliveries could not be recognised.
     *
     * @throws IllegalArgumentException when there is no usable secret where one is needed
     */
    public void requireSecret() {
        if (configuration.getEnvelope() == Envelope.NONE) {
            verifier();
        }
    }

    /**
     * Reads the delivery a message holds.
     *
     * @throws SignatureVerificationException when the signature is not Stripe's
     * @throws InvalidEventException when it is no event, or too large
     */
    public Delivery read(Message message) throws SignatureVerificationException {
        Envelope envelope = configuration.getEnvelope();
        Object body = message.getBody();
        if (envelope != Envelope.NONE && (body instanceof Map || body instanceof List)) {
            return new Delivery(EventReader.unwrap(body, envelope), null);
        }
        if (body instanceof byte[] bytes) {
            return check(bytes, message);
        }
        if (body == null) {
            return check(new byte[0], message);
        }
        if (body instanceof String text) {
            return check(text.getBytes(StandardCharsets.UTF_8), message);
        }
        return stream(message, body);
    }

    private Delivery check(byte[] payload, Message message) throws SignatureVerificationException {
        int most = configuration.getWebhookMaxPayloadSize();
        if (payload.length > most) {
            throw new PayloadTooLargeException(most);
        }
        Envelope envelope = configuration.getEnvelope();
        if (envelope == Envelope.NONE) {
            verifier().verify(payload, signature(message));
        }
        StripeEvent event = EventReader.read(payload, envelope);
        return new Delivery(event, envelope == Envelope.NONE ? payload : null);
    }

    private Delivery stream(Message message, Object body) throws SignatureVerificationException {
        if (body instanceof StreamCache cache) {
            cache.reset();
        }
        try (InputStream in = message.getBody(InputStream.class)) {
            if (in == null) {
                throw new InvalidEventException(
                        "The body is a %s: only the bytes that Stripe sent can be verified, so no step may parse them before."
                                .formatted(body.getClass().getName()));
            }
            if (configuration.getEnvelope() == Envelope.NONE) {
                requireHeader(message, in);
            }
            try (Payload payload = payloads.read(in, claimedLength(message))) {
                return check(payload.bytes(), message);
            } finally {
                if (body instanceof StreamCache cache) {
                    cache.reset();
                }
            }
        } catch (IOException e) {
            throw new InvalidEventException("The body broke off while it was read.");
        }
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

    /** Finds the header in a context whose headers are case-sensitive; those of HTTP are not. */
    private static Object writtenOtherwise(Message message) {
        return message.getHeaders().entrySet().stream()
                .filter(header -> SignatureSigner.HEADER.equalsIgnoreCase(header.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Refuses a body without a signature before it is read into memory. */
    private static void requireHeader(Message message, InputStream body)
            throws SignatureVerificationException, IOException {
        try {
            SignatureVerifier.requireHeader(signature(message));
        } catch (SignatureVerificationException e) {
            PayloadReader.passOver(body);
            throw e;
        }
    }

    private static long claimedLength(Message message) {
        Long length =
                message.getExchange()
                        .getContext()
                        .getTypeConverter()
                        .tryConvertTo(Long.class, message.getHeader(Exchange.CONTENT_LENGTH));
        return length == null ? 0 : length;
    }
}
