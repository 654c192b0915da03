// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.RouteTable;
import io.github.camellowdefy.stripe.sandbox.schema.Router;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /v1/payment_intents | amount=5&currency=usd&metadata[any]=thing&expand[]=customer&shipping[address][city]=Rome&shipping[name]=Ada",
                "POST /v1/payment_intents | amount=5&currency=usd&payment_method_options[card][capture_method]=manual",
                "POST /v1/payment_intents | amount=5&currency=usd&source=src_1",
                "POST /v1/subscriptions | customer=cus_1&items[0][price]=price_1&trial_end=now",
                "POST /v1/subscriptions | customer=cus_1&items[0][price]=price_1&trial_end=1700000000&coupon=",
                "POST /v1/customers/cus_1 | shipping=&address=&metadata=&description=",
                "GET /v1/charges | created[gte]=1&limit=3",
                "GET /v1/charges | created=1"
            })
    void whatIsDocumentedIsTaken(String operation, String form) {
        assertThat(error(operation, form)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /v1/payment_intents | amount=5&currency=usd&ammount=5 | parameter_unknown | ammount | Received unknown parameter: ammount",
                "POST /v1/payment_intents | foo=1&shipping[address][town]=Rome&currency=usd | parameter_unknown | foo | Received unknown parameters: foo, shipping[address][town]",
                "POST /v1/payment_intents | amount=5&currency=usd&payment_method_options[card][anything]=1 | parameter_unknown | payment_method_options[card][anything] | Received unknown",
                "POST /v1/invoices/in_1/add_lines | lines[0][foo]=1 | parameter_unknown | lines[0][foo] | Received unknown parameter: lines[0][foo]",
                "DELETE /v1/coupons/c1 | foo=1 | parameter_unknown | foo | Received unknown parameter: foo",
                "GET /v1/charges/ch_1 | foo=1 | parameter_unknown | foo | Received unknown parameter: foo",
                "POST /_sandbox/faults | falt=HANG | parameter_unknown | falt | Received unknown parameter: falt",
                "POST /v1/payment_intents | amount=5 | parameter_missing | currency | Missing required param: currency.",
                "POST /v1/payment_intents | amount=5&currency=usd&shipping[name]=Ada | parameter_missing | shipping[address] | Missing required param: shipping[address].",
                "POST /v1/payment_intents | amount=&currency=usd | parameter_invalid_empty | amount | You passed an empty string for 'amount'.",
                "POST /v1/invoices/in_1/update_lines | lines[0][amount]=5 | parameter_missing | lines[0][id] | Missing required param: lines[0][id].",
                "POST /v1/tax_rates | inclusive=true&percentage=5 | parameter_missing | display_name | Missing required",
                "POST /v1/payment_intents | amount=five&currency=usd | parameter_invalid_integer | amount | Invalid integer: five",
                "POST /v1/payment_intents | amount=5.5&currency=usd | parameter_invalid_integer | amount | Invalid integer: 5.5",
                "POST /v1/payment_intents | amount=99999999999999999999&currency=usd | parameter_invalid_integer | amount | Invalid integer",
                "POST /v1/payment_intents | amount=-5&currency=usd | parameter_invalid_integer | amount | Invalid positive integer",
                "POST /v1/prices | currency=usd&product=prod_1&unit_amount=-1 | parameter_invalid_integer | unit_amount | Invalid non-negative integer",
                "POST /v1/prices | currency=usd&product=prod_1&unit_amount=9999999999999 | parameter_invalid_integer | unit_amount | less than or equal to 999999999999",
                "POST /v1/payment_intents | amount=5&currency=usd&confirm=maybe | | confirm | Invalid boolean: maybe",
                "POST /v1/payment_intents | amount=5&currency=usd&capture_method=later | | capture_method | Invalid capture_method: must be one of",
                "POST /v1/payment_intents | amount=5&currency=usd&shipping=home | | shipping | Invalid object",
                "POST /v1/subscriptions | customer=cus_1&items=price_1 | | items | Invalid array",
                "POST /v1/subscriptions | customer=cus_1&items[0][price][x]=1 | | items[0][price] | Invalid string",
                "POST /v1/subscriptions | customer=cus_1&trial_end=soon | parameter_invalid_integer | trial_end | Invalid integer: soon",
                "POST /v1/tax_rates | display_name=VAT&inclusive=true&percentage=much | | percentage | Invalid decimal: much",
                "GET /v1/charges | limit=many | parameter_invalid_integer | limit | Invalid integer: many"
            })
    void aFaultIsNamedWithItsCodeAndItsPlace(
            String operation, String form, String code, String param, String message) {
        StripeError error = error(operation, form);
        assertThat(error)
                .isNotNull()
                .hasMessageStartingWith(
                        message.startsWith("greater") || message.startsWith("less")
                                ? "This value must be " + message
                                : message);
        assertThat(error.code()).isEqualTo(code);
        assertThat(Json.text(error.details(), "param")).isEqualTo(param);
    }

    @Test
    void everyOperationOfTheCatalogIsInTheTableButTheOldest() {
        List<String> absent = new ArrayList<>();
        for (Route route : RouteTable.of(OperationCatalog.get().operations())) {
            if (Schema.operation(route.operation()).request() == null) {
                absent.add(route.operation());
            }
        }
        assertThat(absent)
                .containsOnly(
                        "GET /v1/files/{}/contents",
                        "GET /v1/invoices/upcoming",
                        "GET /v1/invoices/upcoming/lines",
                        "GET /v1/subscription_items/{}/usage_record_summaries",
                        "POST /v1/subscription_items/{}/usage_records");
    }

    private static StripeError error(String operation, String form) {
        return catchThrowableOfType(
                StripeError.class,
                () -> RequestCheck.check(route(operation), new Params(FormDecoder.decode(form))));
    }

    private static Route route(String operation) {
        int space = operation.indexOf(' ');
        Router router = new Router();
        RouteTable.of(OperationCatalog.get().operations()).forEach(router::add);
        router.add(RouteTable.extra("POST /_sandbox/faults"));
        return router.match(operation.substring(0, space), operation.substring(space + 1)).route();
    }
}
