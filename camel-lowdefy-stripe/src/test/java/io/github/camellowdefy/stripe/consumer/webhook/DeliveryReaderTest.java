// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.SignatureVerificationException;
import io.github.camellowdefy.stripe.StripeWebhookConfiguration;
import io.github.camellowdefy.stripe.webhook.Deliveries;
import io.github.camellowdefy.stripe.webhook.Deliveries.Delivery;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Whatever form a body has and whatever length it claims, only what Stripe signed is read. */
class DeliveryReaderTest {

    private static final int MUTATIONS = 20_000;
    private static final long SEED = 20_261_130;

    private static final List<Function<byte[], Object>> BODIES =
            List.of(bytes -> bytes, ByteArrayInputStream::new, InputStreamCache::new);

    private final CamelContext context = new DefaultCamelContext();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final DeliveryReader reader =
            new DeliveryReader(
                    new StripeWebhookConfiguration(),
                    () -> List.of(Deliveries.CURRENT, Deliveries.PREVIOUS),
                    Deliveries.CLOCK);

    @Test
    void acceptsWhatWasSignedAndNothingThatWasChanged() {
        List<Delivery> valid =
                Deliveries.recorded().stream()
                        .filter(Delivery::accepted)
                        .filter(row -> row.header().matches("t=\\d+,v1=[0-9a-f]{64}"))
                        .toList();
        for (int i = 0; i < MUTATIONS; i++) {
            Delivery delivery = valid.get(random.nextInt(valid.size()));
            boolean header = random.nextBoolean();
            byte[] original = header ? delivery.header().getBytes(ISO_8859_1) : delivery.payload();
            byte[] changed = changed(original);

            boolean accepted =
                    header
                            ? isAccepted(delivery.payload(), new String(changed, ISO_8859_1))
                            : isAccepted(changed, delivery.header());

            assertThat(accepted)
                    .as("mutation %d of %s", i, delivery)
                    .isEqualTo(Arrays.equals(original, changed));
        }
    }

    /** With a piece of it gone, doubled, or another in its place; sometimes with none. */
    private byte[] changed(byte[] original) {
        int from = random.nextInt(original.length);
        int to = from + random.nextInt(Math.min(8, original.length - from + 1));
        byte[] piece = new byte[random.nextInt(4)];
        random.nextBytes(piece);
        byte[] changed = new byte[from + piece.length + original.length - to];
        System.arraycopy(original, 0, changed, 0, from);
        System.arraycopy(piece, 0, changed, from, piece.length);
        System.arraycopy(original, to, changed, from + piece.length, original.length - to);
        return changed;
    }

    private boolean isAccepted(byte[] payload, String header) {
        Message message = new DefaultExchange(context).getMessage();
        message.setBody(BODIES.get(random.nextInt(BODIES.size())).apply(payload));
        message.setHeader("Stripe-Signature", header);
        message.setHeader(
                Exchange.CONTENT_LENGTH,
                List.of(payload.length, -1, 3, 70_000, Long.MAX_VALUE, "many", List.of(1, 2))
                        .get(random.nextInt(7)));
        try {
            assertThat(reader.read(message).event().id()).startsWith("evt_");
            return true;
        } catch (SignatureVerificationException e) {
            return false;
        }
    }
}
