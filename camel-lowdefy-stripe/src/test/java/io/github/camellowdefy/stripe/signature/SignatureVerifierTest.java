// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.github.camellowdefy.stripe.webhook.Deliveries;
import io.github.camellowdefy.stripe.webhook.Deliveries.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureVerifierTest {

    private static final byte[] PAYLOAD = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
    private static final String GOOD =
            new SignatureSigner(Deliveries.CURRENT).header(PAYLOAD, Deliveries.NOW);
    private static final String SIGNATURE = GOOD.substring(GOOD.indexOf("v1="));

    private final SignatureVerifier verifier =
            verifier(300, Deliveries.CURRENT, Deliveries.PREVIOUS);

    static Stream<Delivery> recorded() {
        return Deliveries.recorded().stream();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void judgesWhatTheNodeClientSignedAsItsTestersExpect(Delivery delivery) {
        if (delivery.accepted()) {
            assertThatCode(() -> verifier.verify(delivery.payload(), delivery.header()))
                    .doesNotThrowAnyException();
        } else {
            assertThatExceptionOfType(SignatureVerificationException.class)
                    .isThrownBy(() -> verifier.verify(delivery.payload(), delivery.header()));
        }
    }

    @Test
    void acceptsWhatStripeJavaSigns() throws Exception {
        String header =
                Webhook.Signature.generateSignatureHeader(
                        new String(PAYLOAD, StandardCharsets.UTF_8),
                        Deliveries.CURRENT,
                        Deliveries.NOW);

        assertThat(header).isEqualTo(GOOD);
        verifier.verify(PAYLOAD, header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null | is missing",
                "'' | is empty",
                "'  ' | is empty",
                "potato | is not a list of key=value pairs",
                "t=1790000000,v1 | is not a list of key=value pairs",
                "=1,v1=00 | is not a list of key=value pairs",
                "'t=1790000000,' | is not a list of key=value pairs",
                "v1=00 | holds no timestamp",
                "t=,v1=00 | is not a number of Unix seconds",
                "t=-1,v1=00 | is not a number of Unix seconds",
                "t=1e9,v1=00 | is not a number of Unix seconds",
                "t=9999999999999,v1=00 | is not a number of Unix seconds",
                "t=1790000000,t=1790000000,v1=00 | more than one timestamp",
                "t=1790000000 | no signature of the scheme v1",
                "t=1790000000,v0=00 | no signature of the scheme v1",
                "t=1790000000,v1= | one of 64 lower-case hexadecimal digits",
                "t=1790000000,v1=xyz | one of 64 lower-case hexadecimal digits",
            })
    void saysWhatIsWrongWithAHeader(String header, String reason) {
        assertThatExceptionOfType(SignatureVerificationException.class)
                .isThrownBy(() -> verifier.verify(PAYLOAD, header))
                .withMessageContaining(reason)
                .satisfies(refusal -> assertThat(refusal.getSigHeader()).isNull());
    }

    @Test
    void refusesAHeaderOfTenMegabytesUnread() {
        assertThatExceptionOfType(SignatureVerificationException.class)
                .isThrownBy(() -> verifier.verify(PAYLOAD, GOOD + ",v1=" + "0".repeat(10_000_000)))
                .withMessageContaining("characters, more than the 8192 that are read");
    }

    @Test
    void refusesUpperCaseDigitsWhichStripeNeverSends() {
        String header = "t=1790000000," + SIGNATURE.toUpperCase().replace("V1=", "v1=");

        assertThatExceptionOfType(SignatureVerificationException.class)
                .isThrownBy(() -> verifier.verify(PAYLOAD, header));
    }

    @Test
    void refusesAnEmptyBody() {
        String header = new SignatureSigner(Deliveries.CURRENT).header(new byte[0], Deliveries.NOW);

        assertThatExceptionOfType(SignatureVerificationException.class)
                .isThrownBy(() -> verifier.verify(new byte[0], header))
                .withMessageContaining("body of the delivery is empty");
    }

    @Test
    void saysHowFarATimestampIsOff() {
        SignatureSigner signer = new SignatureSigner(Deliveries.CURRENT);

        assertThatExceptionOfType(SignatureVerificationException.class)
                .isThrownBy(
                        () ->
                                verifier.verify(
                                        PAYLOAD, signer.header(PAYLOAD, Deliveries.NOW - 400)))
                .withMessageContaining("signed 400 s ago, more than the tolerance of 300 s");
        assertThatExceptionOfType(SignatureVerificationException.class)
                .isThrownBy(
                        () ->
                                verifier.verify(
                                        PAYLOAD, signer.header(PAYLOAD, Deliveries.NOW + 400)))
                .withMessageContaining("signed 400 s in the future");
    }

    @Test
    void takesAnyTimestampWithoutTolerance() throws Exception {
        verifier(0, Deliveries.CURRENT)
                .verify(PAYLOAD, new SignatureSigner(Deliveries.CURRENT).header(PAYLOAD, 1));
    }

    @Test
    void acceptsOldAndNewSecretWhileOneIsRolledAndRefusesTheOldOneAfterwards() throws Exception {
        String both =
                new SignatureSigner(Deliveries.PREVIOUS, Deliveries.CURRENT)
                        .header(PAYLOAD, Deliveries.NOW);
        String old = new SignatureSigner(Deliveries.PREVIOUS).header(PAYLOAD, Deliveries.NOW);
        SignatureVerifier after = verifier(300, Deliveries.CURRENT);

        verifier.verify(PAYLOAD, both);
        verifier.verify(PAYLOAD, old);
        verifier.verify(PAYLOAD, GOOD);
        after.verify(PAYLOAD, both);
        assertThatExceptionOfType(SignatureVerificationException.class)
                .isThrownBy(() -> after.verify(PAYLOAD, old));
    }

    @Test
    void tellsNeitherSecretNorBodyNorHeader() {
        String stranger = "t=1790000000,v1=" + "ab".repeat(32);
        assertThatExceptionOfType(SignatureVerificationException.class)
                .isThrownBy(() -> verifier.verify(PAYLOAD, stranger))
                .satisfies(
                        refusal ->
                                assertThat(refusal.toString())
                                        .doesNotContain("whsec_", "evt_1", "abab"));
        assertThat(verifier.toString()).doesNotContain("whsec_");
    }

    @Test
    void refusesToWorkWithoutAUsableSecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(300))
                .withMessageContaining("A webhook secret is required");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(300, " "))
                .withMessageContaining("is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(300, "sk_test_canary"))
                .withMessageContaining("An API key (sk_...)")
                .withMessageNotContaining("canary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(-1, "whsec_a"))
                .withMessageContaining("-1 s");
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        int threads = 8;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> counts =
                    IntStream.range(0, threads)
                            .mapToObj(i -> pool.submit(() -> acceptedOf(1_000, start)))
                            .toList();
            start.countDown();
            for (Future<Integer> count : counts) {
                assertThat(count.get()).isEqualTo(1_000);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private int acceptedOf(int deliveries, CountDownLatch start) throws Exception {
        start.await();
        int accepted = 0;
        for (int i = 0; i < deliveries; i++) {
            verifier.verify(PAYLOAD, GOOD);
            accepted++;
        }
        return accepted;
    }

    private static SignatureVerifier verifier(long tolerance, String... secrets) {
        return new SignatureVerifier(List.of(secrets), tolerance, Deliveries.CLOCK);
    }
}
