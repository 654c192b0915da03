// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.stripe.Stripe;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.Calls;
import io.github.camellowdefy.stripe.client.Settings;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncoderTest {

    private static final StripeCall V1 = Calls.call("customers.create", Map.of());
    private static final StripeCall V2 = Calls.call("v2.core.accounts.create", Map.of());

    private static CallOptions options(String key, String account, String context, String version) {
        return new CallOptions(key, account, context, version, null, null, null);
    }

    private static Map<String, String> headers(StripeCall call, ConnectionSettings settings) {
        return new RequestEncoder(settings).encode(call).headers();
    }

    private static String target(String path, List<String> ids, Map<String, Object> params) {
        Operation operation =
                new Operation(
                        "GET", ApiBase.API, OperationKind.PLAIN, path, List.of("raw"), List.of());
        StripeCall call = new StripeCall(operation, ids, params, CallOptions.NONE);
        return new RequestEncoder(Settings.NONE).encode(call).target();
    }

    @Test
    void withoutAVersionTheAccountsDefaultAnswersOnV1AndThePinOnV2() {
        assertThat(headers(V1, Settings.NONE)).isEmpty();
        assertThat(headers(V2, Settings.NONE))
                .containsExactly(entry("Stripe-Version", Stripe.API_VERSION));
    }

    @Test
    void theNearestVersionWins() {
        ConnectionSettings settings = Settings.with("2017-12-14", null, null);

        assertThat(headers(V1, settings)).containsExactly(entry("Stripe-Version", "2017-12-14"));
        assertThat(headers(V2, settings)).containsExactly(entry("Stripe-Version", "2017-12-14"));
        assertThat(headers(V1.with(options(null, null, null, "2020-08-27")), settings))
                .containsExactly(entry("Stripe-Version", "2020-08-27"));
    }

    @Test
    void accountContextAndKeyComeFromTheCallElseFromTheConnection() {
        ConnectionSettings settings = Settings.with(null, "acct_connection", "ctx_connection");

        assertThat(headers(V1, settings))
                .containsOnly(
                        entry("Stripe-Account", "acct_connection"),
                        entry("Stripe-Context", "ctx_connection"));
        assertThat(headers(V1.with(options("order-7", "acct_call", null, null)), settings))
                .containsOnly(
                        entry("Stripe-Account", "acct_call"),
                        entry("Stripe-Context", "ctx_connection"),
                        entry("Idempotency-Key", "order-7"));
    }

    @Test
    void aCallNamesAnAccountOrAContextButNotBoth() {
        StripeCall call = V1.with(options(null, "acct_1", "ctx_1", null));

        assertThatThrownBy(() -> headers(call, Settings.NONE))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessage(
                        "customers.create: Both stripeAccount and stripeContext are set, be it by the"
                                + " message, its headers or the endpoint; give one of them.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nX-Evil: 1", "a\u0000", "ключ", " "})
    void aSettingThatWouldNotArriveAsItIsIsRefused(String account) {
        assertThatThrownBy(() -> headers(V1, Settings.with(null, account, null)))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageStartingWith("The option stripeAccount ");
    }

    @Test
    void aPathWithAQueryTakesMoreParameters() {
        assertThat(target("/v1/customers?limit=3", List.of(), Map.of("a", 1)))
                .isEqualTo("/v1/customers?limit=3&a=1");
        assertThat(target("/v1/customers?limit=3", List.of(), Map.of()))
                .isEqualTo("/v1/customers?limit=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "\u2003", "half \ud800"})
    void anIdThatIsNoneIsRefused(String id) {
        assertThatThrownBy(() -> target("/v1/customers/{customer}", List.of(id), Map.of()))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageStartingWith("raw: The customer id ");
    }

    @Test
    void idsAreAsManyAsThePathHas() {
        assertThatThrownBy(() -> target("/v1/a/{a}/b/{b}", List.of("x"), Map.of()))
                .hasMessage("raw: The b id is missing.");
        assertThatThrownBy(() -> target("/v1/a/{a}", List.of("x", "y"), Map.of()))
                .hasMessage("raw: 2 ids were given, but the path takes 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/a b", "/v1/a\r\nHost: evil", "/v1/é", "/v1/a\u007f"})
    void aPathThatCouldEndTheRequestLineIsRefused(String path) {
        assertThatThrownBy(() -> target(path, List.of(), Map.of()))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageContaining("percent-encode it");
    }

    @Test
    void neitherRequestNorRefusalTellsAKey() {
        StripeCall call =
                V1.with(new CallOptions("k", null, null, null, "sk_live_canary123", null, null));
        WireRequest request = new RequestEncoder(Settings.NONE).encode(call);

        assertThat(request.toString()).isEqualTo("POST /v1/customers");
        assertThat(request.headers().toString()).doesNotContain("canary");
        assertThatThrownBy(
                        () ->
                                new RequestEncoder(Settings.NONE)
                                        .encode(call.with(Map.of("k", Double.NaN))))
                .message()
                .doesNotContain("canary");
    }
}
