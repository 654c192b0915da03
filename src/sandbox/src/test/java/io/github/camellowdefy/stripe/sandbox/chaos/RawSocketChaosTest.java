// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.sandbox.chaos.PaymentRun.Account;
import io.github.camellowdefy.stripe.sandbox.chaos.PaymentRun.DeadLetter;
import io.github.camellowdefy.stripe.sandbox.chaos.RawStripe.Break;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** The same as {@link ChaosTest} against a raw socket, where three connections in ten break. */
class RawSocketChaosTest {

    private static final int PAYMENTS = Scale.of(1_000, 10_000);
    private static final double RATE = 0.3;
    private static final long SEED = 20_261_128;

    static Stream<Arguments> breaksAndRepeats() {
        return Stream.of(Break.values())
                .flatMap(
                        how ->
                                Stream.of(Repeats.CAMEL, Repeats.COMPONENT, Repeats.BOTH)
                                        .map(repeats -> Arguments.of(how, repeats)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("breaksAndRepeats")
    void everyOrderIsChargedOnceHoweverConnectionsBreak(Break how, Repeats repeats)
            throws Exception {
        try (RawStripe stripe = new RawStripe(SEED, RATE, how);
                PaymentRun run = new ComponentPayments(account(stripe), repeats)) {

            List<DeadLetter> dead = run.payFor(PAYMENTS);

            assertThat(dead).allSatisfy(letter -> assertThat(letter.key()).isNotBlank());
            assertThat(stripe.charged())
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThanOrEqualTo(PAYMENTS - dead.size());

            stripe.mend();
            assertThat(run.replay(dead)).as("dead letters of the replay").isEmpty();
            assertThat(stripe.charged()).doesNotHaveDuplicates().hasSize(PAYMENTS);
            System.out.printf(
                    "%-22s %-18s %6d payments, %5d dead letters, %d charges%n",
                    how, repeats, PAYMENTS, dead.size(), stripe.charged().size());
        }
    }

    /** Not ours: shows what the same route does with stripe-java in a processor. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Break.class,
            mode = Mode.EXCLUDE,
            names = {"RESET_UNREAD", "RESET_BEFORE", "ANSWER_AND_CLOSE"})
    void theTypedClientInAProcessorChargesTwice(Break how) throws Exception {
        try (RawStripe stripe = new RawStripe(SEED, RATE, how);
                PaymentRun run = new TypedClientPayments(account(stripe), Repeats.CAMEL)) {

            run.payFor(PAYMENTS);

            int charges = stripe.charged().size();
            int orders = new HashSet<>(stripe.charged()).size();
            System.out.printf(
                    "%-22s %-18s %6d payments, %5d charges too many by stripe-java%n",
                    how, Repeats.CAMEL, PAYMENTS, charges - orders);
            assertThat(charges).isGreaterThan(orders);
        }
    }

    private static Account account(RawStripe stripe) {
        return new Account(stripe.url(), "sk_test_raw");
    }
}
