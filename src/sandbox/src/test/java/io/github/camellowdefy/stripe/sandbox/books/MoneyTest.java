// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "123456, usd, '$1,234.56'",
        "5, eur, €0.05",
        "500, jpy, ¥500",
        "1000, chf, 10.00 CHF"
    })
    void amountsReadAsStripePrintsThem(long amount, String currency, String shown) {
        assertThat(Money.shown(amount, currency)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1000, 59", "2500, 103", "50, 31"})
    void theFeeIsRoundedHalfUp(long amount, long fee) {
        assertThat(Money.fee(amount)).isEqualTo(fee);
    }

    @Test
    void eachCurrencyHasItsSmallestCharge() {
        Money.requireChargeable(30, "gbp");
        assertThatThrownBy(() -> Money.requireChargeable(29, "gbp"))
                .hasMessage("Amount must be at least £0.30 gbp");
        assertThatThrownBy(() -> Money.requireChargeable(0, "usd"))
                .hasMessageStartingWith("The amount must be greater than or equal to the minimum");
        assertThatThrownBy(() -> Money.requireChargeable(100_000_000, "usd"))
                .hasMessage("Amount must be no more than $999,999.99");
    }
}
