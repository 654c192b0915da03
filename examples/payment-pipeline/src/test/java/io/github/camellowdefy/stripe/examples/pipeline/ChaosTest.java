// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No order is paid twice and none is lost, the table equals Stripe's books, and every payout is
 * explained.
 */
class ChaosTest {

    @Test
    void aShortRun() throws Exception {
        holds(
                new Chaos.Plan(
                        1,
                        200,
                        2,
                        1,
                        Duration.ofMillis(500),
                        false,
                        false,
                        Duration.ofSeconds(120)));
    }

    /** -Pchaos; -Dchaos.seeds=4-7 for some of the twenty. */
    @ParameterizedTest
    @MethodSource("seeds")
    @EnabledIfSystemProperty(named = "chaos", matches = "true")
    void theWholeOfIt(long seed) throws Exception {
        holds(
                new Chaos.Plan(
                        seed,
                        5_000,
                        3,
                        Integer.MAX_VALUE,
                        Duration.ofSeconds(6),
                        true,
                        true,
                        Duration.ofMinutes(30)));
    }

    private static Stream<Long> seeds() {
        String[] seeds = System.getProperty("chaos.seeds", "1-20").split("-");
        return LongStream.rangeClosed(
                        Long.parseLong(seeds[0]), Long.parseLong(seeds[seeds.length - 1]))
                .boxed();
    }

    private static void holds(Chaos.Plan plan) throws Exception {
        try (Chaos chaos = new Chaos(plan)) {
            Chaos.Outcome outcome = chaos.run();
            System.out.println("Seed " + plan.seed() + ": " + outcome);
            assertThat(outcome.twice()).as("orders paid twice").isEmpty();
            assertThat(outcome.lost()).as("orders without outcome").isEmpty();
            assertThat(outcome.rows()).as("rows").isEqualTo(outcome.good());
            assertThat(outcome.books().differing()).as("rows that differ").isEmpty();
            assertThat(List.of(outcome.books().missingHere(), outcome.books().missingAtStripe()))
                    .allSatisfy(missing -> assertThat(missing).isEmpty());
            assertThat(outcome.wrongShipments()).as("wrong shipments").isEmpty();
            assertThat(outcome.report().findings()).as("of the daily report").isEmpty();
            assertThat(outcome.report().payouts()).as("payouts booked").isPositive();
            assertThat(outcome.kills()).isPositive();
            assertThat(outcome.books().refunds() + outcome.books().disputed()).isPositive();
        }
    }
}
