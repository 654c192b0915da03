// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReaderTest {

    private final OrderReader reader = new OrderReader(1_000_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"7\", \"amount\": 1999, \"currency\": \"eur\", \"payment_method\": \"pm_card_visa\"}",
                "{\"id\": 7, \"amount\": 1999.00, \"currency\": \"EUR\", \"payment_method\": \"pm_card_visa\", \"more\": [1]}",
                "{\"id\": \"7\", \"amount\": 1.999e3, \"currency\": \"eur\", \"payment_method\": \"pm_card_visa\"}"
            })
    void anOrderIsRead(String message) {
        assertThat(read(message)).isEqualTo(new Order("7", 1999, "eur", "pm_card_visa"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"amount\": 5, \"currency\": \"eur\"} | The order has no id; expected one such as \"7\".",
                "{\"id\": null} | The order has no id; expected one such as \"7\".",
                "{\"id\": \"\"} | The id of the order is \"\"; expected 1 to 100 letters, digits or . _ : / -",
                "{\"id\": \"x y\"} | The id of the order is \"x y\"; expected 1 to 100 letters, digits or . _ : / -",
                "{\"id\": \"it's\"} | The id of the order is \"it's\"; expected 1 to 100 letters, digits or . _ : / -",
                "{\"id\": {}} | The id of the order is a JSON object; expected 1 to 100 letters, digits or . _ : / -",
                "{\"id\": \"b\", \"currency\": \"eur\"} | Order b has no amount; expected minor units: 1999 for 19.99.",
                "{\"id\": \"b\", \"amount\": null} | Order b has no amount; expected minor units: 1999 for 19.99.",
                "{\"id\": \"b\", \"amount\": 19.5} | The amount of order b is 19.5; expected whole minor units, no fraction of a cent: 1999 for 19.99.",
                "{\"id\": \"b\", \"amount\": 0.1} | The amount of order b is 0.1; expected whole minor units, no fraction of a cent: 1999 for 19.99.",
                "{\"id\": \"b\", \"amount\": -5} | The amount of order b is -5; expected more than 0.",
                "{\"id\": \"b\", \"amount\": 0} | The amount of order b is 0; expected more than 0.",
                "{\"id\": \"b\", \"amount\": 1000001} | The amount of order b is 1000001; expected at most 1000000 minor units.",
                "{\"id\": \"b\", \"amount\": 99999999999999999999999} | The amount of order b is 99999999999999999999999; expected at most 1000000 minor units.",
                "{\"id\": \"b\", \"amount\": 1e999999999} | The amount of order b is 1E+999999999; expected at most 1000000 minor units.",
                "{\"id\": \"b\", \"amount\": 1e-999999999} | The amount of order b is 1E-999999999; expected whole minor units, no fraction of a cent: 1999 for 19.99.",
                "{\"id\": \"b\", \"amount\": NaN} | The message is not JSON: Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
                "{\"id\": \"b\", \"amount\": \"19\"} | The amount of order b is \"19\"; expected a number of minor units, without quotes: 1999.",
                "{\"id\": \"b\", \"amount\": true} | The amount of order b is true; expected a number of minor units, without quotes: 1999.",
                "{\"id\": \"b\", \"amount\": 5} | Order b has no currency; expected a code such as \"eur\".",
                "{\"id\": \"b\", \"amount\": 5, \"currency\": \"euro\"} | The currency of order b is \"euro\"; expected an ISO code such as \"eur\".",
                "{\"id\": \"b\", \"amount\": 5, \"currency\": 978} | The currency of order b is 978; expected an ISO code such as \"eur\".",
                "{\"id\": \"b\", \"amount\": 5, \"currency\": \"eur\"} | Order b has no payment_method; expected one such as \"pm_card_visa\".",
                "{\"id\": \"b\", \"amount\": 5, \"currency\": \"eur\", \"payment_method\": \"\"} | The payment_method of order b is \"\"; expected an id such as \"pm_card_visa\".",
                "[1] | The message is a JSON array; expected an object with id, amount and currency.",
                "null | The message is a JSON null; expected an object with id, amount and currency.",
                "one tea | The message is not JSON: Unrecognized token 'one': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "{\"id\": \"b\", \"id\": \"c\"} | The message is not JSON: Duplicate field 'id'",
                "{\"id\": \"b\"} {\"id\": \"c\"} | The message is not JSON: Trailing token (of type START_OBJECT) found after value (bound as `com.fasterxml.jackson.databind.JsonNode`): not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`",
            })
    void whatIsNoOrderIsRefusedInOneSentence(String message, String sentence) {
        assertThatThrownBy(() -> read(message))
                .isInstanceOf(BadOrderException.class)
                .hasMessage(sentence);
    }

    @Test
    void nothingIsNoOrder() {
        assertThatThrownBy(() -> reader.read(null))
                .isInstanceOf(BadOrderException.class)
                .hasMessage("The message is empty; expected an order as JSON.");
        assertThatThrownBy(() -> read("")).isInstanceOf(BadOrderException.class);
        assertThatThrownBy(() -> reader.read(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(BadOrderException.class);
    }

    private Order read(String message) {
        return reader.read(message.getBytes(StandardCharsets.UTF_8));
    }
}
