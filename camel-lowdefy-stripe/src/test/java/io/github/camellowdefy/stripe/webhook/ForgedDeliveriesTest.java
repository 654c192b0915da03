// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.SignatureVerificationException;
import io.github.camellowdefy.stripe.signature.SignatureVerifier;
import io.github.camellowdefy.stripe.webhook.Deliveries.Delivery;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Changes valid deliveries at random and sees that none gets through. */
class ForgedDeliveriesTest {

    private static final int MUTATIONS = 100_000;
    private static final long SEED = 20_250_331;

    /** One way to change a delivery; what it gives may be what it was given. */
    private interface Mutation {
        byte[] apply(byte[] original, RandomGenerator random);
    }

    private static final List<Mutation> OF_HEADERS =
            List.of(
                    ForgedDeliveriesTest::flip,
                    ForgedDeliveriesTest::replace,
                    ForgedDeliveriesTest::insert,
                    ForgedDeliveriesTest::remove,
                    ForgedDeliveriesTest::swap,
                    ForgedDeliveriesTest::truncate);

    /** In a header a range repeated may be one signature more, which leaves the delivery valid. */
    private static final List<Mutation> OF_PAYLOADS =
            Stream.concat(OF_HEADERS.stream(), Stream.of(ForgedDeliveriesTest::repeat)).toList();

    private final SignatureVerifier verifier =
            new SignatureVerifier(
                    List.of(Deliveries.CURRENT, Deliveries.PREVIOUS), 300, Deliveries.CLOCK);

    @Test
    void acceptsNoneOfAHundredThousandChangedDeliveries() {
        // of one signature each: a second one may change without harm
        List<Delivery> valid =
                Deliveries.recorded().stream()
                        .filter(Delivery::accepted)
                        .filter(row -> row.header().matches("t=\\d+,v1=[0-9a-f]{64}"))
                        .toList();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<String> accepted = new ArrayList<>();

        for (int i = 0; i < MUTATIONS; ) {
            Delivery delivery = valid.get(random.nextInt(valid.size()));
            boolean header = random.nextBoolean();
            List<Mutation> mutations = header ? OF_HEADERS : OF_PAYLOADS;
            Mutation mutation = mutations.get(random.nextInt(mutations.size()));
            byte[] original =
                    header
                            ? delivery.header().getBytes(StandardCharsets.ISO_8859_1)
                            : delivery.payload();
            byte[] changed = mutation.apply(original, random);
            if (Arrays.equals(original, changed)) {
                continue;
            }
            i++;
            boolean passed =
                    header
                            ? isAccepted(
                                    delivery.payload(),
                                    new String(changed, StandardCharsets.ISO_8859_1))
                            : isAccepted(changed, delivery.header());
            if (passed) {
                accepted.add(delivery.name() + " / " + new String(changed, StandardCharsets.UTF_8));
            }
        }

        assertThat(valid).hasSizeGreaterThan(3).allSatisfy(this::isAcceptedAsItIs);
        assertThat(accepted).isEmpty();
    }

    private void isAcceptedAsItIs(Delivery delivery) {
        assertThat(isAccepted(delivery.payload(), delivery.header())).isTrue();
    }

    /** Refusals are the only other outcome: any other exception fails the test. */
    private boolean isAccepted(byte[] payload, String header) {
        try {
            verifier.verify(payload, header);
            return true;
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    private static byte[] flip(byte[] original, RandomGenerator random) {
        byte[] changed = original.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private static byte[] replace(byte[] original, RandomGenerator random) {
        byte[] changed = original.clone();
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        return changed;
    }

    private static byte[] insert(byte[] original, RandomGenerator random) {
        int at = random.nextInt(original.length + 1);
        return concat(
                Arrays.copyOf(original, at),
                new byte[] {(byte) random.nextInt(256)},
                Arrays.copyOfRange(original, at, original.length));
    }

    private static byte[] remove(byte[] original, RandomGenerator random) {
        int from = random.nextInt(original.length);
        int to = from + random.nextInt(Math.min(16, original.length - from) + 1);
        return concat(
                Arrays.copyOf(original, from), Arrays.copyOfRange(original, to, original.length));
    }

    private static byte[] swap(byte[] original, RandomGenerator random) {
        byte[] changed = original.clone();
        int a = random.nextInt(changed.length);
        int b = random.nextInt(changed.length);
        changed[a] = original[b];
        changed[b] = original[a];
        return changed;
    }

    private static byte[] truncate(byte[] original, RandomGenerator random) {
        return Arrays.copyOf(original, random.nextInt(original.length));
    }

    private static byte[] repeat(byte[] original, RandomGenerator random) {
        int from = random.nextInt(original.length);
        int to = from + random.nextInt(Math.min(16, original.length - from) + 1);
        return concat(
                Arrays.copyOf(original, to), Arrays.copyOfRange(original, from, original.length));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
