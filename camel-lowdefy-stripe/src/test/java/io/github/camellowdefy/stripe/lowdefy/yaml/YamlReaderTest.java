// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Scalar;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Sequence;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {

    static Stream<Arguments> scalars() {
        return Stream.of(
                Arguments.of("2017-12-14", "2017-12-14"),
                Arguments.of("yes", "yes"),
                Arguments.of("no", "no"),
                Arguments.of("007", 7L),
                Arguments.of("'007'", "007"),
                Arguments.of("0x1F", 31L),
                Arguments.of("0o17", 15L),
                Arguments.of("+12", 12L),
                Arguments.of("12345678901234567890", new BigInteger("12345678901234567890")),
                Arguments.of("1e3", 1000.0),
                Arguments.of("-.5", -0.5),
                Arguments.of(".inf", Double.POSITIVE_INFINITY),
                Arguments.of("-.INF", Double.NEGATIVE_INFINITY),
                Arguments.of(".nan", Double.NaN),
                Arguments.of("True", true),
                Arguments.of("false", false),
                Arguments.of("~", null),
                Arguments.of("null", null),
                Arguments.of("!!str 5", "5"),
                Arguments.of("!!int '5'", 5L),
                Arguments.of("! 5", "5"),
                Arguments.of("\"\\u00e9\\ud83d\\ude00\"", "é😀"),
                Arguments.of("|\n a\n b\n", "a\nb\n"),
                Arguments.of(">-\n a\n b\n", "a b"),
                Arguments.of("12:30:45", "12:30:45"),
                Arguments.of("", null));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void scalarsAreThoseOfTheCoreSchema(String yaml, Object value) {
        assertThat(((Scalar) YamlReader.read("x", yaml)).value()).isEqualTo(value);
    }

    @Test
    void everyValueKeepsItsPlace() {
        Node root = YamlReader.read("x.yaml", "a:\n  - b: 1\n    c: [2,  3]\n");

        Node item = ((Sequence) root.get("a")).items().get(0);
        assertThat(item.place()).hasToString("x.yaml:2:5");
        assertThat(item.get("b").place()).hasToString("x.yaml:2:8");
        assertThat(((Sequence) item.get("c")).items().get(1).place()).hasToString("x.yaml:3:13");
    }

    @Test
    void anAliasRepeatsItsValue() {
        Node root = YamlReader.read("x", "a: &one {limit: 1}\nb: *one\n");

        assertThat(root.get("b")).isEqualTo(root.get("a"));
    }

    @Test
    void aMergeKeyIsAKeyLikeAnyOther() {
        assertThat(YamlReader.read("x", "{<<: {a: 1}}").get("<<")).isNotNull();
    }

    @Test
    void aliasesThatMultiplyAreStopped() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String alias = "*a" + (i - 1) + ", ";
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, alias.repeat(10)));
        }

        assertThatThrownBy(() -> YamlReader.read("x", yaml.toString()))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining("there are more than 200000 values up to here");
    }

    @Test
    void anEmojiAtTheEdgeOfTheParsersBufferIsRead() {
        String text = "a".repeat(1023 - 3) + "😀";

        assertThat(YamlReader.read("x", "k: " + text).get("k").text()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotPlainDataIsRefused(String yaml, String message) {
        assertThatThrownBy(() -> YamlReader.read("x", yaml))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("!foo bar", "x:1:1: the tag !foo is unknown"),
                Arguments.of("!!binary aGk=", "the tag tag:yaml.org,2002:binary is unknown"),
                Arguments.of("!!int five", "the tag tag:yaml.org,2002:int does not fit its value"),
                Arguments.of("? [a]\n: 1", "a key is a list, a map or an alias, expected text"),
                Arguments.of("{a: 1, a: 2}", "x:1:8: the key a stands here a second time"),
                Arguments.of("a: \"", "x:1:5: this is no YAML"),
                Arguments.of("a: \u0001", "special characters are not allowed"));
    }
}
