/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
