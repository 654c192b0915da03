// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the recorded rows cannot show: text that is long. */
class NumberReaderTest {

    private static final String DIGITS = "1".repeat(2_000_000);

    @Test
    @Timeout(60)
    void longTextIsReadOnce() {
        assertThat(NumberReader.read(DIGITS)).isInfinite();
        assertThat(NumberReader.read(DIGITS + 'x')).isNaN();
        assertThat(NumberReader.read("0x" + DIGITS)).isInfinite();
        assertThat(NumberReader.read("0." + DIGITS)).isEqualTo(1 / 9.0);
        assertThat(NumberReader.parseFloat(DIGITS + 'x')).isInfinite();
        assertThat(NumberReader.parseInt("-" + DIGITS, 10)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void zerosInFrontCountForNothing() {
        assertThat(NumberReader.parseInt("0".repeat(5_000) + "ff", 16)).isEqualTo(255);
        assertThat(NumberReader.parseInt("0".repeat(5_000), 2)).isZero();
        assertThat(NumberReader.parseInt("1" + "0".repeat(1_023), 2)).isEqualTo(0x1p1023);
        assertThat(NumberReader.parseInt("1" + "0".repeat(1_024), 2)).isInfinite();
    }

    @Test
    void anExponentWithoutDigitsIsNotPartOfTheNumber() {
        assertThat(NumberReader.parseFloat("12e")).isEqualTo(12);
        assertThat(NumberReader.parseFloat("1.5e+x")).isEqualTo(1.5);
        assertThat(NumberReader.read("12e")).isNaN();
    }
}
