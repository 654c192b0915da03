// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/customers",
                "/v1/customers/a%2Fb",
                "/v1/products/order%207",
                "/v1/products/Zo%C3%AB",
                "/v1/coupons/100%25",
                "/v1/x/..a",
                "/v1/x/...",
                "/v1/customers?limit=3&expand[0]=data.sources&created[gte]=1",
                "/v1/customers/search?query=email:'a%40b.c'%0A",
                "/v2/core/events?page=a/b//../c&return=https://example.com/x"
            })
    void aPathBelowAVersionMayBeRequested(String target) {
        assertThat(ApiPath.isAllowed(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1",
                "/v1/",
                "/v3/customers",
                "/v1x/customers",
                "v1/customers",
                "http://localhost",
                "http://localhost/v1/customers",
                "https://api.stripe.com/v1/customers",
                "//localhost/v1/customers",
                "/\\localhost/v1/customers",
                "/v1//localhost",
                "/v1/customers/",
                "/v1/customers//x",
                "/v1/%2flocalhost",
                "/v1/customers%2f%2fx",
                "/v1/customers/x%2f",
                "/v1/./customers",
                "/v1/../v1/customers",
                "/v1/..%2f",
                "/v1/..%2Fcustomers",
                "/v1/x%2f..%2fcustomers",
                "/v1/%2e%2E/customers",
                "/v1/.%2e",
                "/v1/%252e%252e/customers",
                "/v1/%25252e%25252e%25252fcustomers",
                "/v1/%zz%252e%252e",
                "/v1/%25zz/%252e%252e/x",
                "/v1/..;a=b/customers",
                "/v1/..%3b/customers",
                "/v1/..%20/customers",
                "/v1/;a/customers",
                "/v1/%20/customers",
                "/v1/..%5ccustomers",
                "/v1/a%5cb",
                "/v1/a\\b",
                "/v1/%c0%ae%c0%ae/customers",
                "/v1/%e0%80%ae/customers",
                "/v1/a%00b",
                "/v1/a%0d%0aHost:%20localhost",
                "/v1/a%7f",
                "/v1/a b",
                "/v1/a\tb",
                "/v1/a\r\nHost: localhost",
                "/v1/customers#x",
                "/v1/customers?a=b#x",
                "/v1/customers?a=b c",
                "/v1/customers?a=%0",
                "/v1/customers/%2",
                "/v1/customers/{customer}",
                "/v1/customers/\u00e9"
            })
    void whateverLeadsElsewhereMayNot(String target) {
        assertThat(ApiPath.isAllowed(target)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/a", "%25", ".", "%2e", "?", "a/", "&a=b"})
    void aTargetOfAnyLengthIsJudged(String repeated) {
        assertThat(ApiPath.isAllowed("/v1/" + repeated.repeat(1_000_000))).isFalse();
        assertThat(ApiPath.isAllowed("/v1/x?" + repeated.repeat(1_000_000))).isFalse();
    }
}
