// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the recorded rows cannot show: limits, and where a whole character is better than a half.
 */
class RegExpTest {

    @Test
    void aPatternThatRunsAwayIsStopped() {
        RegExp pattern = RegExp.of("(x+x+)+\\1y", "");

        assertThatThrownBy(() -> pattern.search("x".repeat(40)))
                .isInstanceOf(ScriptException.class)
                .hasMessage("takes a simpler regular expression: this one ran away");
    }

    @Test
    void aPatternThatNestsTooDeepForTheTextIsStopped() {
        RegExp pattern = RegExp.of("(a|b)*c", "");

        assertThatThrownBy(() -> pattern.search("ab".repeat(200_000)))
                .isInstanceOf(ScriptException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "(?:", "(?=", "[a]", "(a)"})
    void aPatternTooLargeToBeReadIsRefused(String repeated) {
        String pattern = repeated.repeat(200_000);

        assertThatThrownBy(() -> RegExp.of(pattern, "").search("b"))
                .isInstanceOf(ScriptException.class);
    }

    @Test
    void aReplacementThatWouldExhaustTheMemoryIsStopped() {
        RegExp everywhere = RegExp.of("", "g");

        assertThatThrownBy(() -> everywhere.replace("x".repeat(20_000), "y".repeat(1_000)))
                .isInstanceOf(ScriptException.class)
                .hasMessage("would make a text of more than 16777216 characters");
    }

    @Test
    void anEmojiIsOneCharacter() {
        assertThat(RegExp.of(".", "g").match("a😀b")).isEqualTo(List.of("a", "😀", "b"));
        assertThat(RegExp.of("[😀]", "").search("a😀")).isEqualTo(1);
    }

    @Test
    void aMatchThatWasGivenUpLeavesNothingInAGroup() {
        assertThat(RegExp.of("(?<n>.)+\\s", "").match("ab c")).isEqualTo(List.of("ab ", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "a**", "(?<a>x)(?<a>y)", "\\", "(?i)a", "a{2,1}", "[z-a]"})
    void whatJavaScriptRefusesIsRefused(String source) {
        assertThatThrownBy(() -> RegExp.of(source, ""))
                .isInstanceOf(ScriptException.class)
                .hasMessageStartingWith("takes a regular expression, but this one has ");
    }
}
