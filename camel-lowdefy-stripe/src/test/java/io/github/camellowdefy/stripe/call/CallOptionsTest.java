// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import static io.github.camellowdefy.stripe.call.Calls.list;
import static io.github.camellowdefy.stripe.call.Calls.map;
import static io.github.camellowdefy.stripe.call.Calls.readAt;
import static io.github.camellowdefy.stripe.call.Calls.refusalAt;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallOptionsTest {

    private static CallOptions options(String key, Object value) {
        return readAt("customers/create", list(null, map(key, value))).options();
    }

    private static String refusal(String key, Object value) {
        return refusalAt("customers/create", list(null, map(key, value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"idempotencyKey", "stripeAccount", "stripeContext", "apiVersion", "apiKey"})
    void whatGoesIntoAHeaderIsChecked(String key) {
        for (String value :
                new String[] {
                    "a\nb",
                    "a\rb",
                    "a\u0000b",
                    "a\u007fb",
                    "\u4e2d",
                    "a\u2028b",
                    "caf\u00e9",
                    "\t",
                    "a\t",
                    "a\tb",
                    "a\n",
                    "\u00a0a",
                    "a\u0085",
                    "\ufeffa",
                    "a\ud83d\ude00"
                }) {
            assertThat(refusal(key, value)).contains(key);
        }
        for (String value : new String[] {" order 7", "order 7 ", " order 7 ", "  a"}) {
            assertThat(refusal(key, value)).contains(key, "begins or ends with a blank");
        }
        for (Object value : list("", " ", true, 1.5, map(), list("x"))) {
            assertThat(refusal(key, value)).contains(key);
        }
        String good = key.equals("apiKey") ? "sk_test_7~" : "order 7~";
        assertThat(options(key, good)).isNotEqualTo(CallOptions.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "maxNetworkRetries"})
    void countsAreWholeNumbersFromZero(String key) {
        for (Object value : list(-1, 1.5, "5", true, 3_000_000_000L, map())) {
            assertThat(refusal(key, value)).contains(key);
        }
        assertThat(options(key, 0)).isNotEqualTo(CallOptions.NONE);
    }

    @Test
    void anIdempotencyKeyHasUpTo255Characters() {
        assertThat(options("idempotencyKey", "k".repeat(255)).idempotencyKey()).hasSize(255);
        assertThat(refusal("idempotencyKey", "k".repeat(256))).contains("256", "255");
    }

    @Test
    void aSecretKeyHoldsNoBlank() {
        assertThat(refusal("apiKey", "sk_test 7")).contains("apiKey", "a blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_canary", "acct_canary", "Bearer sk_canary"})
    void whatIsNoSecretKeyCannotCall(String key) {
        assertThat(refusal("apiKey", key)).contains("apiKey").doesNotContain("canary");
    }

    @Test
    void publishableKeysCannotCall() {
        assertThat(refusal("apiKey", "pk_test_canary"))
                .contains("publishable")
                .doesNotContain("canary");
    }

    @Test
    void gapsAreFilledFromDefaults() {
        CallOptions own = new CallOptions("k", null, null, null, null, 1, null);
        CallOptions defaults = new CallOptions("d", "acct_1", "ctx", "v", "sk_test_1", 2, 3);

        assertThat(own.orElse(defaults))
                .isEqualTo(new CallOptions("k", "acct_1", "ctx", "v", "sk_test_1", 1, 3));
        assertThat(CallOptions.NONE.orElse(defaults)).isSameAs(defaults);
        assertThat(own.orElse(CallOptions.NONE)).isSameAs(own);
    }
}
