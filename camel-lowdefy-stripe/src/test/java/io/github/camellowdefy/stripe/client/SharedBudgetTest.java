// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.camellowdefy.stripe.LogLines;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One budget for several instances; in virtual time, with the buckets in memory. */
class SharedBudgetTest {

    private static final String TOO_MANY =
            "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Too many\"}}";

    private final VirtualTimeline time = new VirtualTimeline();
    private final InMemoryBuckets buckets = InMemoryBuckets.asynchronous(time);
    private final List<Long> sent = new ArrayList<>();

    @Test
    void fourInstancesKeepOneBudgetInEverySecondAndUseItUp() {
        List<Instance> instances = instances(4, buckets);
        instances.forEach(instance -> instance.send(2_000));
        time.advance(Duration.ofSeconds(20));

        assertThat(mostInASecond()).isLessThanOrEqualTo(80);
        assertThat(sent.size()).isBetween(20 * 80 * 97 / 100, 20 * 80);
        assertThat(instances)
                .allSatisfy(
                        instance ->
                                assertThat(instance.transport.sent().size())
                                        .isBetween(sent.size() / 5, sent.size() / 3));
    }

    @Test
    void itWorksTheSameThroughABlockingProxyManager() {
        InMemoryBuckets blocking = InMemoryBuckets.blocking(time);
        instances(4, blocking).forEach(instance -> instance.send(500));
        time.advance(Duration.ofSeconds(5));

        assertThat(mostInASecond()).isLessThanOrEqualTo(80);
        assertThat(sent.size()).isBetween(5 * 80 * 97 / 100, 5 * 80);
    }

    @Test
    void tokensAreLeasedInChunks() {
        instances(1, buckets).get(0).send(800);
        time.advance(Duration.ofSeconds(11));

        assertThat(sent).hasSize(800);
        assertThat(buckets.requests()).isBetween(100, 110);
    }

    @Test
    void callsThatComeOneAfterTheOtherDoNotEachAskTheStore() {
        Instance alone = instances(1, buckets).get(0);
        for (int i = 0; i < 200; i++) {
            alone.send(1);
            time.advance(Duration.ofMillis(15));
        }

        assertThat(sent).hasSize(200);
        assertThat(buckets.requests()).isLessThan(100);
    }

    @Test
    void anInstanceThatNeedsLittleLeavesTheRestToOthers() {
        List<Instance> instances = instances(2, buckets);
        instances.get(0).send(2_000);
        for (int i = 0; i < 100; i++) {
            instances.get(1).send(1);
            time.advance(Duration.ofMillis(100));
        }

        assertThat(instances.get(1).transport.sent().size()).isBetween(95, 100);
        assertThat(sent.size()).isGreaterThanOrEqualTo(10 * 80 * 95 / 100);
        assertThat(mostInASecond()).isLessThanOrEqualTo(80);
    }

    @Test
    void theLimitOfRequestsInFlightWastesNoTokens() {
        List<Instance> instances =
                List.of(
                        new Instance(buckets, Connecting.to("http://127.0.0.1:1").concurrent(1)),
                        new Instance(buckets, Connecting.to("http://127.0.0.1:1")));
        Instance held = instances.get(0);
        held.transport.answeringBy(answer -> sent.add(time.nanoTime()));
        held.send(100);
        instances.get(1).send(2_000);
        for (int i = 0; i < 10; i++) {
            time.advance(Duration.ofSeconds(1));
            held.transport.last().ok();
        }

        assertThat(held.transport.sent().size()).isBetween(9, 11);
        assertThat(sent.size()).isGreaterThanOrEqualTo(10 * 80 * 95 / 100);
    }

    @Test
    void anInstanceThatDiesWithTokensHoldsNobodyUpForLong() {
        List<Instance> instances = instances(2, buckets);
        instances.forEach(instance -> instance.send(2_000));
        time.advance(Duration.ofSeconds(1));
        instances.get(0).connection.close();
        sent.clear();
        time.advance(Duration.ofSeconds(10));

        assertThat(sent.size()).isBetween(10 * 80 * 95 / 100, 10 * 80);
    }

    @Test
    void whatIsGivenUpIsForfeitedAndNotSavedUp() {
        Instance instance = instances(1, buckets).get(0);
        instance.send(100).forEach(call -> call.cancel(true));
        time.advance(Duration.ofSeconds(30));
        sent.clear();
        instance.send(1_000);
        time.advance(Duration.ofSeconds(5));

        assertThat(mostInASecond()).isLessThanOrEqualTo(80);
    }

    @Test
    void eachAccountHasABudgetOfItsOwnUnderAKeyThatTellsNoSecret() {
        Instance instance = instances(1, buckets).get(0);
        for (String account : List.of("acct_1", "acct_2")) {
            for (int i = 0; i < 200; i++) {
                instance.connection.send(
                        SampleCalls.create().with(SampleCalls.account(account)), AnswerFormat.MAP);
            }
        }
        instance.send(200);
        time.advance(Duration.ofSeconds(2));

        assertThat(sent.size()).isBetween(3 * 2 * 80 * 95 / 100, 3 * 2 * 80);
        assertThat(buckets.keys()).hasSize(3).allMatch(key -> key.matches("stripe-[0-9a-f]{32}"));
    }

    @Test
    void aStoreThatIsLostLeavesASafeShareUntilItIsBack() {
        try (LogLines log = new LogLines()) {
            List<Instance> instances = instances(4, buckets);
            instances.forEach(instance -> instance.send(4_000));
            time.advance(Duration.ofSeconds(2));
            buckets.breakWith(new IllegalStateException("connection refused"));
            time.advance(Duration.ofSeconds(1));
            sent.clear();
            time.advance(Duration.ofSeconds(10));
            assertThat(sent.size()).isBetween(4 * 10 * 8 - 4, 4 * 10 * 8 + 4);

            buckets.breakWith(null);
            time.advance(Duration.ofSeconds(2));
            sent.clear();
            time.advance(Duration.ofSeconds(10));
            assertThat(sent.size()).isBetween(10 * 80 * 97 / 100, 10 * 80);

            assertThat(lines(log, Level.WARN))
                    .hasSize(4)
                    .containsOnly(
                            "The shared budget of 80 requests per second cannot be reached"
                                    + " (java.lang.IllegalStateException: connection refused);"
                                    + " until it can, this instance uses 10 % of it");
            assertThat(lines(log, Level.INFO))
                    .hasSize(4)
                    .containsOnly("The shared budget of 80 requests per second is reached again");
        }
    }

    @Test
    void aStoreThatDoesNotAnswerIsLostAfterASecond() {
        buckets.fallSilent();
        Instance instance = instances(1, buckets).get(0);
        instance.send(1_000);
        time.advance(Duration.ofMillis(999));
        assertThat(sent).isEmpty();

        time.advance(Duration.ofSeconds(10));
        assertThat(sent.size()).isBetween(78, 82);
        assertThat(buckets.requests()).isZero();

        buckets.speakAgain();
        sent.clear();
        time.advance(Duration.ofSeconds(5));
        assertThat(sent.size()).isBetween(5 * 80 * 97 / 100, 5 * 80);
    }

    @Test
    void anAnswerThatWasHeldUpMovesNoRequestIntoTheTimeOfOthers() {
        List<Instance> instances = instances(2, buckets);
        instances.get(1).send(1_000);
        buckets.fallSilent();
        instances.get(0).send(1_000);
        time.advance(Duration.ofMillis(400));
        buckets.speakAgain();
        time.advance(Duration.ofSeconds(5));

        assertThat(mostInASecond()).isLessThanOrEqualTo(82);
    }

    @Test
    void keysOfAnotherTypeAreNamedAsTheCause() {
        @SuppressWarnings("unchecked")
        ProxyManager<Long> numbered =
                ((ProxyManager<String>) buckets).withMapper((Long number) -> number.toString());
        try (LogLines log = new LogLines()) {
            instances(1, numbered).get(0).send(1);

            assertThat(sent).hasSize(1);
            assertThat(lines(log, Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("expected a ProxyManager<String>, which withMapper(...) makes");
        }
    }

    @Test
    void a429HalvesWhatTheRefusedInstanceSends() {
        Instance instance = instances(1, buckets).get(0);
        instance.transport.answeringBy(
                answer -> {
                    sent.add(time.nanoTime());
                    if (instance.transport.sent().size() == 1) {
                        answer.answer(429, TOO_MANY);
                    } else {
                        answer.ok();
                    }
                });
        instance.send(8_000);
        time.advance(Duration.ofSeconds(1));
        sent.clear();
        time.advance(Duration.ofSeconds(8));
        assertThat(sent.size()).isBetween(8 * 40 * 95 / 100, 8 * 40);

        time.advance(Duration.ofSeconds(60));
        sent.clear();
        time.advance(Duration.ofSeconds(8));
        assertThat(sent.size()).isBetween(8 * 80 * 95 / 100, 8 * 80);
    }

    private List<Instance> instances(int count, Object manager) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Instance(manager, Connecting.to("http://127.0.0.1:1")))
                .toList();
    }

    private long mostInASecond() {
        return sent.stream()
                .mapToLong(
                        from ->
                                sent.stream()
                                        .filter(each -> each >= from)
                                        .filter(each -> each - from < 1_000_000_000L)
                                        .count())
                .max()
                .orElseThrow();
    }

    private static List<String> lines(LogLines log, Level level) {
        return log.all().stream()
                .filter(line -> line.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private final class Instance {
        final ScriptedTransport transport = new ScriptedTransport();
        final StripeConnection connection;

        Instance(Object manager, Connecting settings) {
            transport.answeringBy(
                    answer -> {
                        sent.add(time.nanoTime());
                        answer.ok();
                    });
            connection = settings.perSecond(80).retries(1).sharedBy(manager).open(time, transport);
        }

        List<StripeCallFuture> send(int calls) {
            StripeCall call = SampleCalls.list();
            return Stream.generate(() -> connection.send(call, AnswerFormat.MAP))
                    .limit(calls)
                    .toList();
        }
    }
}
