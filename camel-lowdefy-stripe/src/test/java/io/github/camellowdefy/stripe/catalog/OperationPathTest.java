// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class OperationPathTest {

    @Test
    void literalsStandAroundTheIds() {
        Operation.Path path = Operation.Path.of("/v1/customers/{customer}/sources/{id}");

        assertThat(path.literals()).containsExactly("/v1/customers/", "/sources/", "");
        assertThat(path.idNames()).containsExactly("customer", "id");
    }

    @Test
    void aPathWithoutIdsIsOneLiteral() {
        Operation.Path path = Operation.Path.of("/v1/balance");

        assertThat(path.literals()).containsExactly("/v1/balance");
        assertThat(path.idNames()).isEmpty();
    }

    @Property
    void putTogetherAgainAnyTextIsWhatItWas(
            @ForAll @Chars({'{', '}', '/'}) @CharRange(from = 'a', to = 'c') String text) {
        Operation.Path path = Operation.Path.of(text);

        StringBuilder together = new StringBuilder(path.literals().get(0));
        for (int i = 0; i < path.idNames().size(); i++) {
            together.append('{').append(path.idNames().get(i)).append('}');
            together.append(path.literals().get(i + 1));
        }
        assertThat(together).hasToString(text);
        assertThat(path.literals()).hasSize(path.idNames().size() + 1);
    }
}
