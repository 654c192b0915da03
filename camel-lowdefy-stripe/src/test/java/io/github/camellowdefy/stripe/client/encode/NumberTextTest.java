// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class NumberTextTest {

    @Test
    void writesDoublesAsJavaScriptDoes() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (String line : recorded()) {
            String[] column = line.split("\t");
            double number = Double.longBitsToDouble(Long.parseUnsignedLong(column[0], 16));
            softly.assertThat(NumberText.of(number)).as(column[0]).isEqualTo(column[1]);
        }
        softly.assertAll();
    }

    private static List<String> recorded() throws IOException {
        try (InputStream in = NumberTextTest.class.getResourceAsStream("/encoding/numbers.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        }
    }

    @Test
    void writesWholeNumbersOfAnyTypeDigitByDigit() {
        assertThat(NumberText.of(42)).isEqualTo("42");
        assertThat(NumberText.of(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(NumberText.of((short) 7)).isEqualTo("7");
        assertThat(NumberText.of((byte) -1)).isEqualTo("-1");
        assertThat(NumberText.of(new AtomicLong(5))).isEqualTo("5");
        assertThat(NumberText.of(BigInteger.TEN.pow(30))).isEqualTo("1" + "0".repeat(30));
    }

    @Test
    void writesDecimalsPlain() {
        assertThat(NumberText.of(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(NumberText.of(new BigDecimal("30.00"))).isEqualTo("30");
        assertThat(NumberText.of(new BigDecimal("0E-7"))).isEqualTo("0");
        assertThat(NumberText.of(new BigDecimal("19.90"))).isEqualTo("19.90");
        assertThat(NumberText.of(new BigDecimal("1E-9"))).isEqualTo("0.000000001");
    }

    @Test
    void writesFloatsWithTheirOwnDigits() {
        assertThat(NumberText.of(0.1f)).isEqualTo("0.1");
        assertThat(NumberText.of(30.0f)).isEqualTo("30");
        assertThat(NumberText.of(16777216f)).isEqualTo("16777216");
    }

    @Test
    void hasNoTextForWhatIsNoAmount() {
        assertThat(NumberText.of(Double.NaN)).isNull();
        assertThat(NumberText.of(Double.NEGATIVE_INFINITY)).isNull();
        assertThat(NumberText.of(Float.NaN)).isNull();
        assertThat(NumberText.of(new BigDecimal("1E+1000000000"))).isNull();
        assertThat(NumberText.of(new BigDecimal("1E-1000000000"))).isNull();
    }
}
