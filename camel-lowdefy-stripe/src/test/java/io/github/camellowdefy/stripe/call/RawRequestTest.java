// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import static io.github.camellowdefy.stripe.call.Calls.list;
import static io.github.camellowdefy.stripe.call.Calls.map;
import static io.github.camellowdefy.stripe.call.Calls.read;
import static io.github.camellowdefy.stripe.call.Calls.readAt;
import static io.github.camellowdefy.stripe.call.Calls.refusalAt;
import static io.github.camellowdefy.stripe.call.Calls.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.catalog.ApiBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawRequestTest {

    @Test
    void aRawRequestIsWhatItSays() {
        StripeCall call =
                read(
                        map(
                                "rawRequest",
                                list(
                                        "post",
                                        "/v2/core/accounts",
                                        map("a", map("b", 1)),
                                        map("stripeAccount", "acct_1"))));

        assertThat(call.operation().verb()).isEqualTo("POST");
        assertThat(call.operation().base()).isEqualTo(ApiBase.API);
        assertThat(call.operation().isV2()).isTrue();
        assertThat(call.operation().name()).isEqualTo("rawRequest");
        assertThat(call.operation().idNames()).isEmpty();
        assertThat(call.ids()).isEmpty();
        assertThat(call.params()).isEqualTo(map("a", map("b", 1)));
        assertThat(call.options().stripeAccount()).isEqualTo("acct_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/customers",
                "/v1/customers/cus_1/sources/card_1",
                "/v1/customers/a%2Fb",
                "/v1/customers?limit=3&expand[0]=data.sources&created[gte]=1",
                "/v1/x/..a",
                "/v2/core/accounts/acct_1?include[0]=identity"
            })
    void pathsBelowAVersionAreTakenAsTheyAre(String path) {
        StripeCall call = readAt("rawRequest", list("GET", path, null, map("timeout", 5)));

        assertThat(call.operation().path()).isEqualTo(path);
        assertThat(call.options().timeout()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1",
                "/v1/",
                "v1/customers",
                "/v3/customers",
                "/oauth/token",
                "http://127.0.0.1:1/v1/customers",
                "//example.com/v1/customers",
                "@example.com/v1/customers",
                "/../v1/customers",
                "/v1/../v1/customers",
                "/v1/customers/..",
                "/v1/customers/.",
                "/v1/customers/%2e%2E/balance",
                "/v1/customers/.%2e/balance",
                "/v1/customers/..?a=b",
                "/v1/customers//sources",
                "/v1/customers/",
                "/v1/customers#x",
                "/v1/customers?a=b#x",
                "/v1/customers/a b",
                "/v1/customers\r\nHost: example.com",
                "/v1/customers/\u00e9",
                "/v1/customers/%zz",
                "/v1/customers/%2",
                "/v1/customers/{customer}",
                "/v1\\customers",
                "/v1/customers\n"
            })
    void anyOtherPathIsRefused(String path) {
        assertThat(refusalAt("rawRequest", list("GET", path))).contains("rawRequest takes");
    }

    @Test
    void aLongPathIsTakenOrRefusedAndNeverTooMuchForTheStack() {
        String longest = "/v1/" + "a".repeat(4_000);

        assertThat(readAt("rawRequest", list("GET", longest)).operation().path())
                .isEqualTo(longest);
        assertThat(refusalAt("rawRequest", list("GET", "/v1" + "/a".repeat(500_000))))
                .contains("rawRequest takes");
    }

    @Test
    void parametersAreForPostOnlyAsInTheNodeClient() {
        assertThat(refusalAt("rawRequest", list("GET", "/v1/customers", map("limit", 3))))
                .contains("POST only", "GET");
        assertThat(refusalAt("rawRequest", list("DELETE", "/v1/customers/cus_1", map("a", 1))))
                .contains("DELETE");
        assertThat(readAt("rawRequest", list("GET", "/v1/customers", map())).params()).isEmpty();
        assertThat(
                        readAt(
                                        "rawRequest",
                                        list("POST", "/v1/customers"),
                                        CallDefaults.ofParams(map("name", "n")))
                                .params())
                .isEqualTo(map("name", "n"));
    }

    @Test
    void whatIsNotAVerbAPathAndMapsIsRefused() {
        for (Object arguments :
                list(
                        null,
                        "GET",
                        map("a", 1),
                        list(),
                        list("GET"),
                        list("PUT", "/v1/customers"),
                        list(5, "/v1/customers"),
                        list("GET", 5),
                        list("POST", "/v1/customers", "sk_test_canary"),
                        list("POST", "/v1/customers", map("a", 1, "timeout", 2)),
                        list("POST", "/v1/customers", map("a", 1), map("host", "x")),
                        list("POST", "/v1/customers", map(), map(), map("a", 1)))) {
            assertThat(refusalOf(() -> read(map("rawRequest", arguments)))).contains("rawRequest");
        }
    }
}
