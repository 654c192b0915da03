// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{_array.reverse: [1, 2, 3]}",
                "{_array.sort: [[3, 1, 2]]}",
                "{_array.splice: [[1, 2, 3], 0, 1]}",
                "{_array.fill: [[1, 2], 0]}",
                "{_object.assign: [{a: 1}, {b: 2}]}",
                "{_object.defineProperty: [{a: 1}, b, {value: 2}]}",
                "{_date.setDate: [{_date: 0}, 5]}"
            })
    void methodsThatChangeTheirValueInJavaScriptLeaveTheFileAsItIs(String yaml) {
        Expression expression = compile(yaml);
        Object first = expression.evaluate(scope(Map.of()));

        assertThat(expression.evaluate(scope(Map.of()))).isEqualTo(first);
    }

    @Test
    void aMessageIsLeftAsItIs() {
        List<Object> list = new ArrayList<>(List.of(3, 1, 2));
        Expression expression = compile("{_array.sort: [{_payload: list}]}");

        assertThat(expression.evaluate(scope(Map.of("list", list)))).isEqualTo(List.of(1, 2, 3));
        assertThat(list).isEqualTo(List.of(3, 1, 2));
    }

    @Test
    void whatAnOperatorGivesIsNotEvaluatedAgain() {
        Expression expression =
                compile("{a: {_json.parse: '{\"_secret\": \"KEY\"}'}, b: {_payload: x}}");

        assertThat(expression.evaluate(scope(Map.of("x", Map.of("_secret", "KEY")))))
                .isEqualTo(Map.of("a", Map.of("_secret", "KEY"), "b", Map.of("_secret", "KEY")));
    }

    @Test
    void theTimeIsThatOfTheMessage() {
        long before = System.currentTimeMillis();
        Object time = compile("{_date.getTime: {_date.now: null}}").evaluate(scope(Map.of()));

        assertThat((Long) time).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void randomNumbersAreBelowOne() {
        Object number = compile("{_math.random: null}").evaluate(scope(Map.of()));

        assertThat(((Number) number).doubleValue()).isBetween(0.0, 1.0);
    }

    @Test
    void anUndefinedTopIsUndefined() {
        assertThat(compile("{_if: {test: false, then: 1}}").evaluate(scope(Map.of())))
                .isEqualTo(Absent.UNDEFINED);
    }

    @Test
    void aLoneKeyLeftOverIsRefusedWhenItIsNoOperator() {
        Expression expression = compile("{_foo: 1, other: {_if: {test: false, then: 1}}}");

        assertThatThrownBy(() -> expression.evaluate(scope(Map.of())))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageStartingWith("x:1:1: the operator _foo is not supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{_divide: [secret-value, 1]}",
                "{_string.toLowerCase: {secret-key: secret-value}}",
                "{_date: secret-value}",
                "{_json.parse: secret-value}",
                "{_type: secret-value}",
                "{_if: {test: secret-value}}",
                "{_string.match: [a, '(secret-value']}",
                "{_string.normalize: [a, secret-value]}",
                "{_number.toLocaleString: [1, secret-value-]}",
                "{_object.fromEntries: [secret-value]}",
                "{_gt: [secret-value]}",
                "{_switch: {branches: [{if: secret-value}]}}",
                "{_get: {from: secret-value, key: a}}",
                "{_regex: {pattern: '(secret-value', on: a}}",
                "{_uri.decode: '%secret-value'}",
                "{_hash.sha256: [secret-value]}"
            })
    void errorsNeverShowAValue(String yaml) {
        assertThatThrownBy(() -> compile(yaml).evaluate(scope(Map.of())))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageStartingWith("x:1:1: _")
                .hasMessageNotContaining("secret-value")
                .hasNoCause();
    }

    private static Expression compile(String yaml) {
        return ExpressionCompiler.compile(YamlReader.read("x", yaml));
    }

    private static Scope scope(Object payload) {
        return new Scope(
                () -> payload, () -> Absent.UNDEFINED, () -> Absent.UNDEFINED, name -> null);
    }
}
