// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.docs;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedSectionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- options:start --> and no end",
                "<!-- options:end --> and no start",
                "<!-- options:end --> before <!-- options:start -->"
            })
    void aMarkerWithoutItsOtherHalfIsAnError(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> MarkedSection.replace(text, "options", "content"))
                .withMessageContaining("<!-- options:start -->");
    }
}
