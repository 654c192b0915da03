// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.chaos.PaymentRun.Account;
import io.github.camellowdefy.stripe.sandbox.chaos.PaymentRun.DeadLetter;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Three requests in ten meet a fault, and still every order is charged exactly once. */
@Execution(ExecutionMode.CONCURRENT)
class ChaosTest {

    private static final int PAYMENTS = Scale.of(1_000, 10_000);
    private static final double RATE = 0.3;
    private static final long SEED = 20_261_122;

    /** Faults under which the work was done and the client cannot know. */
    private static final Set<Fault> LOSING_ANSWERS =
            EnumSet.of(
                    Fault.RESET_AFTER,
                    Fault.CLOSE_AFTER,
                    Fault.TRUNCATED_BODY,
                    Fault.MALFORMED_JSON,
                    Fault.ERROR_500_AFTER);

    static Stream<Arguments> faultsAndRepeats() {
        return EnumSet.allOf(Fault.class).stream()
                .filter(fault -> fault.stage() != Fault.Stage.DELIVERY)
                .flatMap(
                        fault ->
                                Stream.of(Repeats.CAMEL, Repeats.COMPONENT, Repeats.BOTH)
                                        .map(repeats -> Arguments.of(fault, repeats)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("faultsAndRepeats")
    void everyOrderIsChargedOnceWhateverFails(Fault fault, Repeats repeats) throws Exception {
        try (StripeSandbox sandbox = sandbox();
                PaymentRun run = new ComponentPayments(Account.of(sandbox), repeats)) {
            sandbox.faults().rate(RATE, fault);

            List<DeadLetter> dead = run.payFor(PAYMENTS);

            assertThat(dead).allSatisfy(letter -> assertThat(letter.key()).isNotBlank());
            Set<String> charged = chargedOrders(sandbox);
            assertThat(charged).hasSizeGreaterThanOrEqualTo(PAYMENTS - dead.size());

            sandbox.faults().clear();
            await().until(() -> accepts(sandbox.port()));
            assertThat(run.replay(dead)).as("dead letters of the replay").isEmpty();
            assertThat(chargedOrders(sandbox)).hasSize(PAYMENTS);
            System.out.printf(
                    "%-22s %-18s %6d payments, %5d dead letters, %d charges%n",
                    fault, repeats, PAYMENTS, dead.size(), sandbox.charges().count());
        }
    }

    /** Byte by byte stripe-java takes minutes for one answer: its time-out starts anew at each. */
    static Stream<Fault> faultsOfTheTypedClient() {
        return EnumSet.complementOf(EnumSet.of(Fault.SLOW_DRIP)).stream()
                .filter(fault -> fault.stage() != Fault.Stage.DELIVERY);
    }

    /** Not ours: shows what the same route does with stripe-java in a processor. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfTheTypedClient")
    void theTypedClientInAProcessorChargesTwice(Fault fault) throws Exception {
        try (StripeSandbox sandbox = sandbox();
                PaymentRun run = new TypedClientPayments(Account.of(sandbox), Repeats.CAMEL)) {
            sandbox.faults().rate(RATE, fault);

            run.payFor(PAYMENTS);

            int charges = sandbox.charges().count();
            int orders = new HashSet<>(orders(sandbox)).size();
            System.out.printf(
                    "%-22s %-18s %6d payments, %5d charges too many by stripe-java%n",
                    fault, Repeats.CAMEL, PAYMENTS, charges - orders);
            assertThat(charges).isGreaterThanOrEqualTo(orders);
            if (LOSING_ANSWERS.contains(fault)) {
                assertThat(charges).isGreaterThan(orders);
            }
        }
    }

    /** A fault may have closed the port for a moment. */
    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static StripeSandbox sandbox() {
        return StripeSandbox.builder().seed(SEED).start();
    }

    /** The orders that were charged, having checked that none was charged twice. */
    private static Set<String> chargedOrders(StripeSandbox sandbox) {
        List<String> orders = orders(sandbox);
        assertThat(orders).as("orders charged").doesNotHaveDuplicates();
        return new HashSet<>(orders);
    }

    private static List<String> orders(StripeSandbox sandbox) {
        return sandbox.charges().list().stream()
                .map(charge -> (String) ((Map<?, ?>) charge.get("metadata")).get("order"))
                .toList();
    }
}
