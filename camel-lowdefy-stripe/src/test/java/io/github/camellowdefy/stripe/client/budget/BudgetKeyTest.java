// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BudgetKeyTest {

    private static final String ROLLED = "_51Habcdefghijklmn" + "A".repeat(60);

    @Test
    void instancesWithTheSameKeyFindTheSameBudget() {
        assertThat(key("sk_test_canary0123456789", "", 80))
                .isEqualTo(key("sk_test_canary0123456789", "", 80))
                .matches("stripe-[0-9a-f]{32}");
    }

    @Test
    void accountModeConnectedAccountAndRateEachMakeABudgetOfTheirOwn() {
        assertThat(
                        Stream.of(
                                key("sk_test_canary0123456789", "", 80),
                                key("sk_live_canary0123456789", "", 80),
                                key("sk_test_canary9876543210", "", 80),
                                key("sk_test_canary0123456789", "acct_1", 80),
                                key("sk_test_canary0123456789", "", 81)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aKeyThatNamesItsAccountKeepsTheBudgetWhenItIsRolled() {
        String before = key("sk_live" + ROLLED, "", 80);
        assertThat(key("rk_live" + ROLLED.replace('A', 'B'), "", 80)).isEqualTo(before);
        assertThat(key("sk_test" + ROLLED, "", 80)).isNotEqualTo(before);
        assertThat(key("sk_live" + ROLLED.replace('H', 'J'), "", 80)).isNotEqualTo(before);
    }

    private static String key(String secretKey, String account, int requestsPerSecond) {
        return BudgetKey.of(secretKey, account, requestsPerSecond);
    }
}
