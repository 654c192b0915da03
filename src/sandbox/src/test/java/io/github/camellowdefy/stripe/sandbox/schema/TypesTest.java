// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.sandbox.request.FormDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /v1/prices | unit_amount=500&active=true&nickname=5 | {\"unit_amount\":500,\"active\":true,\"nickname\":\"5\"}",
                "POST /v1/coupons | percent_off=25.5 | {\"percent_off\":25.5}",
                "POST /v1/customers | name= | {\"name\":null}",
                "POST /v1/customers | metadata[amount]=5&metadata[x]= | {\"metadata\":{\"amount\":\"5\",\"x\":\"\"}}",
                "POST /v1/subscriptions | items[0][quantity]=2&trial_end=now | {\"items\":[{\"quantity\":2}],\"trial_end\":\"now\"}",
                "POST /v1/customers/{}/tax_ids | value=123 | {\"value\":\"123\"}"
            })
    void textTakesTheTypeOfItsField(String operation, String form, String json) {
        assertThat(Types.typed(route(operation), FormDecoder.decode(form))).hasToString(json);
    }

    private static Route route(String operation) {
        String[] parts = operation.split(" ");
        return new Route(parts[0], parts[1], Shape.CREATE, "none", null, null);
    }
}
