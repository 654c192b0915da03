// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void theUsageTellsTheDefaults() {
        assertThat(Options.parse(List.of())).isEqualTo(new Options(1000, 1, false, 8080, 0, 0, 1));
        assertThat(Options.parse(List.of("--orders", "5", "--serve", "--instances", "3")))
                .isEqualTo(new Options(5, 3, true, 8080, 0, 0, 1));
    }

    @Test
    void whatMakesNoSenseIsRefusedInOneSentence() {
        refuses("--instances is 0; expected a whole number up to 100.", "--instances", "0");
        refuses("--orders is null; expected a whole number up to 10000000.", "--orders");
        refuses("--faults is 101; expected a whole number up to 100.", "--faults", "101");
        refuses(
                "There is no option --order; there are [--faults, --instances, --latency, --orders, --port, --seed, --serve].",
                "--order",
                "5");
    }

    @Test
    void aSettingThatIsMissingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(Map.of()).require(Settings.KAFKA))
                .withMessage(
                        "The environment variable KAFKA_BOOTSTRAP_SERVERS is not set; an instance needs KAFKA_BOOTSTRAP_SERVERS, DATABASE_URL and STRIPE_SECRET_KEY.");
    }

    private static void refuses(String sentence, String... arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of(arguments)))
                .withMessage(sentence);
    }
}
