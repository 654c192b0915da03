// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartFromTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:00:00Z, 1769846400",
        "2026-01-31T09:00:00+01:00, 1769846400",
        "2026-01-31, 1769817600",
        "earliest, 0",
    })
    void readsTimesAndNames(String text, long seconds) {
        assertThat(StartFrom.parse(text).seconds()).isEqualTo(seconds);
    }

    @Test
    void readsNowAsNoTimeAtAll() {
        assertThat(StartFrom.parse(" NOW ")).isEqualTo(StartFrom.NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "31.01.2026", "1769846400"})
    void refusesAnythingElseNamingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StartFrom.parse(text))
                .withMessage(
                        "startFrom=%s is neither now nor earliest nor a time such as 2026-01-31T08:00:00Z.",
                        text);
    }
}
