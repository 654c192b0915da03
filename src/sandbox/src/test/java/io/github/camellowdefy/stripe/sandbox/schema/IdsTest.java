// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void theSameSeedGivesTheSameIds() {
        Ids one = new Ids(Names.prefixes(), 42);
        Ids two = new Ids(Names.prefixes(), 42);
        assertThat(IntStream.range(0, 100).mapToObj(i -> one.next("charge")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> two.next("charge")).toList());
    }

    @Test
    void noIdComesTwice() {
        Ids ids = new Ids(Names.prefixes(), 1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            assertThat(seen.add(ids.next("customer"))).isTrue();
        }
    }

    @Test
    void anIdStartsAndMeasuresAsStripesDo() {
        Ids ids = new Ids(Names.prefixes(), 1);
        assertThat(ids.next("customer")).matches("cus_[0-9A-Za-z]{14}");
        assertThat(ids.next("payment_intent")).matches("pi_[0-9A-Za-z]{24}");
        assertThat(ids.next("checkout.session")).matches("cs_test_[0-9A-Za-z]{24}");
        assertThat(ids.next("coupon")).matches("[0-9A-Za-z]{8}");
        assertThat(ids.next("something.not_listed")).matches("noli_[0-9A-Za-z]{24}");
    }
}
