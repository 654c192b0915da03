// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.github.camellowdefy.stripe.event.Envelope;
import io.github.camellowdefy.stripe.event.EventReader;
import io.github.camellowdefy.stripe.signature.SignatureVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a delivery of 4 KB to its event, with the signature checked on the way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventBenchmark {

    private final SignatureVerifier verifier =
            new SignatureVerifier(List.of(WebhookEvents.SECRET), 300, Clock.systemUTC());
    private byte[] payload;
    private String header;

    /** Signs a delivery. */
    @Setup
    public void sign() {
        WebhookEvents.Signed signed = WebhookEvents.signed(1);
        payload = signed.payload();
        header = signed.header();
    }

    /** Ours: a map. */
    @Benchmark
    public Object ours() throws SignatureVerificationException {
        verifier.verify(payload, header);
        return EventReader.read(payload, Envelope.NONE);
    }

    /** stripe-java's: its typed event, whose object is still to be deserialized. */
    @Benchmark
    public Object stripeJava() throws SignatureVerificationException {
        return Webhook.constructEvent(
                new String(payload, StandardCharsets.UTF_8), header, WebhookEvents.SECRET);
    }

    /** Ours without reading the event. */
    @Benchmark
    public void oursVerified() throws SignatureVerificationException {
        verifier.verify(payload, header);
    }

    /** stripe-java's without reading the event. */
    @Benchmark
    public boolean stripeJavaVerified() throws SignatureVerificationException {
        return Webhook.Signature.verifyHeader(
                new String(payload, StandardCharsets.UTF_8), header, WebhookEvents.SECRET, 300);
    }
}
