// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a date is JavaScript's, wherever the process runs. */
class DateTextTest {

    private static final long TIME = 1_790_000_000_000L;
    private static final long BEFORE_CHRIST = -62_198_755_200_000L;
    private static final long FAR_AWAY = 253_402_300_800_000L;

    private final Locale usual = Locale.getDefault(Locale.Category.FORMAT);

    @AfterEach
    void restore() {
        Locale.setDefault(Locale.Category.FORMAT, usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "ar-EG", "fa-IR", "hi-IN-u-nu-deva", "de-DE"})
    void doesNotDependOnTheLocaleOfTheProcess(String locale) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag(locale));

        assertThat(Dates.isoText(TIME)).isEqualTo("2026-09-21T14:13:20.000Z");
        assertThat(Dates.isoText(BEFORE_CHRIST)).isEqualTo("-000001-01-01T00:00:00.000Z");
        assertThat(Dates.isoText(FAR_AWAY)).isEqualTo("+010000-01-01T00:00:00.000Z");
        assertThat(Dates.utcText(TIME)).isEqualTo("Mon, 21 Sep 2026 14:13:20 GMT");
    }
}
