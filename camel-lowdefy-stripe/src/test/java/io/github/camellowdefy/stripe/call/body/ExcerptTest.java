// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk_test_CANARY",
                "rk_live_CANARY",
                "pk_test_CANARY",
                "whsec_CANARY",
                "Bearer sk_live_CANARY",
                "SK_TEST_CANARY",
                "pi_1_secret_CANARY",
                "key=sk_test_CANARY&x",
                "sk_org_live_CANARY",
                "ab_sk_live_CANARY",
                "xsk_test_CANARY",
                "whsec_CA+/=-CANARY"
            })
    void whatLooksLikeAKeyIsBlanked(String text) {
        assertThat(Excerpt.of(text)).doesNotContain("CANARY");
        assertThat(Excerpt.of("x".repeat(70) + text)).doesNotContain("CANARY");
        assertThat(Excerpt.redact(text)).doesNotContain("CANARY");
    }

    @Test
    @Timeout(60)
    void aLongWordIsReadOnce() {
        String word = "x".repeat(2_000_000);

        assertThat(Excerpt.redact(word)).isEqualTo(word);
        assertThat(Excerpt.redact(word + "_secret_CANARY")).isEqualTo("***");
        assertThat(Excerpt.redact("\u00e9a_secret_CANARY")).isEqualTo("\u00e9***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome.risk_level",
                "network_token, task_id and week_start",
                "a key starts with sk_... or rk_...",
                "Invalid API Key provided: sk_test_****************1234"
            })
    void whatLooksLikeNoKeyIsLeftAlone(String text) {
        assertThat(Excerpt.withoutKeys(text)).isEqualTo(text);
    }

    @Test
    void aClientSecretIsNoKey() {
        assertThat(Excerpt.withoutKeys("pi_1_secret_abc")).isEqualTo("pi_1_secret_abc");
    }

    @Test
    void longTextIsCutAndControlCharactersAreWrittenOut() {
        assertThat(Excerpt.of("x".repeat(1_000_000))).isEqualTo('"' + "x".repeat(80) + "...\"");
        assertThat(Excerpt.of("a\n\r\t\u0000\u2028\ud800"))
                .isEqualTo("\"a\\n\\r\\t\\u0000\\u2028\\ud800\"");
    }
}
