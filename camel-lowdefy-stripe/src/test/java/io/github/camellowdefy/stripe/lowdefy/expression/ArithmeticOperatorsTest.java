// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.yaml.YamlReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A price must not change in silence: arithmetic takes numbers and nothing else. */
class ArithmeticOperatorsTest {

    private static final List<String> OPERATORS =
            List.of("_sum", "_subtract", "_product", "_divide");

    static Stream<Arguments> whatIsNoNumber() {
        Map<Object, String> values = new LinkedHashMap<>();
        values.put("19.99", "text; make it a number with _number.parseFloat");
        values.put("abc", "text; make it a number with _number.parseFloat");
        values.put("", "text; make it a number with _number.parseFloat");
        values.put(true, "true");
        values.put(false, "false");
        values.put(new Date(0), "a date");
        values.put(List.of(19), "a list of one");
        values.put(Map.of("total", 19), "a map with the keys [total]");
        values.put(Double.NaN, "NaN or infinite; check the numbers it is computed from");
        values.put(
                Double.NEGATIVE_INFINITY, "NaN or infinite; check the numbers it is computed from");
        return everyOperatorWith(OPERATORS, values);
    }

    static Stream<Arguments> whatIsNone() {
        Map<Object, String> values = new LinkedHashMap<>();
        values.put(null, "null; check the name it is read by, or give it a default");
        return everyOperatorWith(OPERATORS.subList(1, OPERATORS.size()), values);
    }

    private static Stream<Arguments> everyOperatorWith(
            List<String> operators, Map<Object, String> values) {
        return operators.stream()
                .flatMap(
                        operator ->
                                values.entrySet().stream()
                                        .map(
                                                entry ->
                                                        Arguments.of(
                                                                operator,
                                                                entry.getKey(),
                                                                entry.getValue())));
    }

    @ParameterizedTest
    @MethodSource({"whatIsNoNumber", "whatIsNone"})
    void everythingElseIsRefusedWithItsPlace(String operator, Object value, String described) {
        for (int item = 1; item <= 2; item++) {
            String items = item == 1 ? "[{_payload: x}, 100]" : "[100, {_payload: x}]";
            String yaml = "amount:\n    " + operator + ": " + items;

            assertThatThrownBy(() -> evaluate(yaml, value))
                    .isInstanceOf(InvalidStripeCallException.class)
                    .hasMessage(
                            "shop.lowdefy.yaml:2:5: %s takes a list of numbers, but item %d is %s"
                                    .formatted(operator, item, described));
        }
    }

    @ParameterizedTest
    @MethodSource("whatIsNoNumber")
    void theResultOfAnotherOperatorIsNoException(String operator, Object value, String described) {
        assertThatThrownBy(
                        () -> evaluate("_sum: [1, {" + operator + ": [{_payload: x}, 2]}]", value))
                .hasMessageEndingWith(
                        operator + " takes a list of numbers, but item 1 is " + described);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_sum: [1, null, 2]|3",
                "_sum: [{_payload: nowhere}, 2]|2",
                "_sum: [{_if: {test: false, then: 1}}, 2]|2",
                "_sum: []|0",
                "_product: []|1",
                "_product: [{_number.parseFloat: '19.99'}, 100]|1998.9999999999998",
                "_math.round: {_product: [{_payload: x}, 100]}|1999",
                "_divide: [1, 8]|0.125",
                "_subtract: [1, 8]|-7"
            })
    void numbersAreComputedWithAsInLowdefy(String yaml, double result) {
        assertThat(((Number) evaluate(yaml, 19.99)).doubleValue()).isEqualTo(result);
    }

    @ParameterizedTest
    @MethodSource("numbersOfJava")
    void everyNumberOfJavaIsANumber(Number number) {
        assertThat(evaluate("_product: [{_payload: x}, 100]", number)).isEqualTo(700L);
    }

    static List<Number> numbersOfJava() {
        return List.of(7, 7L, (short) 7, 7.0, 7f, BigInteger.valueOf(7), new BigDecimal("7.00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_product: 5|_product takes a list, got a number",
                "_sum: {a: 1}|_sum takes a list, got a map with the keys [a]",
                "_sum: null|_sum takes a list, got null",
                "_subtract: [1]|_subtract takes a list of 2, got a list of one",
                "_divide: [1, 2, 3]|_divide takes a list of 2, got a list of 3",
                "_product: [{_if: {test: false, then: 1}}, 2]|_product takes a list of numbers, but item 1 is missing; check the name it is read by, or give it a default",
                "_divide: [1, 0]|_divide takes a divisor other than 0",
                "_divide: [1, -0.0]|_divide takes a divisor other than 0"
            })
    void whatIsNoListOfNumbersIsRefused(String yaml, String message) {
        assertThatThrownBy(() -> evaluate(yaml, 1))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessage("shop.lowdefy.yaml:1:1: " + message);
    }

    private static Object evaluate(String yaml, Object x) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("x", x);
        return ExpressionCompiler.compile(YamlReader.read("shop.lowdefy.yaml", yaml))
                .evaluate(
                        new Scope(
                                () -> payload,
                                () -> Absent.UNDEFINED,
                                () -> Absent.UNDEFINED,
                                name -> null));
    }
}
