// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.orders;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads an order from the JSON of a message: {@code {"id": "7", "amount": 1999, "currency": "eur",
 * "payment_method": "pm_card_visa"}}, the amount in minor units.
 */
public final class OrderReader {

    /** What may stand in an idempotency key, in a search of Stripe's and in a log. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/-]{1,100}");

    private static final Pattern PAYMENT_METHOD = Pattern.compile("[A-Za-z0-9_]{1,100}");
    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .map(currency -> currency.getCurrencyCode().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());

    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readerFor(JsonNode.class);

    private final long maximum;

    /**
     * @param maximum the most that an order may cost, in minor units: what is beyond is a mistake
     */
    public OrderReader(long maximum) {
        this.maximum = maximum;
    }

    /**
     * Reads an order.
     *
     * @throws BadOrderException with one sentence: what was read, and what was expected
     */
    public Order read(byte[] message) {
        JsonNode order = parse(message);
        String id = id(order);
        return new Order(id, amount(id, order), currency(id, order), paymentMethod(id, order));
    }

    private static JsonNode parse(byte[] message) {
        if (message == null) {
            throw new BadOrderException("The message is empty; expected an order as JSON.");
        }
        JsonNode order;
        try {
            order = JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new BadOrderException(
                    "The message is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new BadOrderException("The message is not JSON in UTF-8.", e);
        }
        if (!order.isObject()) {
            throw new BadOrderException(
                    "The message is a JSON %s; expected an object with id, amount and currency."
                            .formatted(name(order)));
        }
        return order;
    }

    private static String id(JsonNode order) {
        JsonNode id = order.path("id");
        String text = id.isIntegralNumber() ? id.asText() : id.textValue();
        if (id.isMissingNode() || id.isNull()) {
            throw new BadOrderException("The order has no id; expected one such as \"7\".");
        }
        if (text == null || !ID.matcher(text).matches()) {
            throw new BadOrderException(
                    "The id of the order is %s; expected 1 to 100 letters, digits or . _ : / -"
                            .formatted(excerpt(id)));
        }
        return text;
    }

    private long amount(String id, JsonNode order) {
        JsonNode amount = order.path("amount");
        if (amount.isMissingNode() || amount.isNull()) {
            throw new BadOrderException(
                    "Order %s has no amount; expected minor units: 1999 for 19.99.".formatted(id));
        }
        if (!amount.isNumber()) {
            throw bad(id, amount, "amount", "a number of minor units, without quotes: 1999");
        }
        BigDecimal value = amount.decimalValue();
        // compared before anything is made of it: 1e999999999 is short to write
        if (value.signum() <= 0) {
            throw bad(id, amount, "amount", "more than 0");
        }
        if (value.compareTo(BigDecimal.valueOf(maximum)) > 0) {
            throw bad(id, amount, "amount", "at most " + maximum + " minor units");
        }
        if (value.stripTrailingZeros().scale() > 0) {
            throw bad(
                    id,
                    amount,
                    "amount",
                    "whole minor units, no fraction of a cent: 1999 for 19.99");
        }
        return value.longValueExact();
    }

    private static String currency(String id, JsonNode order) {
        JsonNode currency = order.path("currency");
        if (currency.isMissingNode() || currency.isNull()) {
            throw new BadOrderException(
                    "Order %s has no currency; expected a code such as \"eur\".".formatted(id));
        }
        String code = currency.asText().toLowerCase(Locale.ROOT);
        if (!currency.isTextual() || !CURRENCIES.contains(code)) {
            throw bad(id, currency, "currency", "an ISO code such as \"eur\"");
        }
        return code;
    }

    private static String paymentMethod(String id, JsonNode order) {
        JsonNode method = order.path("payment_method");
        if (method.isMissingNode() || method.isNull()) {
            throw new BadOrderException(
                    "Order %s has no payment_method; expected one such as \"pm_card_visa\"."
                            .formatted(id));
        }
        if (!method.isTextual() || !PAYMENT_METHOD.matcher(method.textValue()).matches()) {
            throw bad(id, method, "payment_method", "an id such as \"pm_card_visa\"");
        }
        return method.textValue();
    }

    private static BadOrderException bad(String id, JsonNode read, String field, String expected) {
        return new BadOrderException(
                "The %s of order %s is %s; expected %s."
                        .formatted(field, id, excerpt(read), expected));
    }

    private static String name(JsonNode node) {
        return node.isMissingNode()
                ? "text of nothing"
                : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String excerpt(JsonNode node) {
        String text = node.isContainerNode() ? "a JSON " + name(node) : node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
