// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "charge.refunded | charge.refunded | true",
                "charge.refunded | charge.refund.updated | false",
                "charge.dispute.* | charge.dispute.created | true",
                "charge.dispute.* | charge.disputes | false",
                "payment_intent.* | payment_intentX | false",
                "payment_intent.*, charge.dispute.created | charge.dispute.created | true",
                "*.created | customer.created | true",
                "*.created | customer.created.later | false",
                "v2.core.account[configuration.customer].* | v2.core.account[configuration.customer].updated | true",
                "* | whatever.is_new | true",
                "charge.refunded,* | whatever.is_new | true",
            })
    void choosesByNameAndPattern(String types, String type, boolean wanted) {
        assertThat(EventTypes.parse(types).test(event(type))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void filtersNothingThatNobodyAskedToFilter(String types) {
        StripeEvent untyped = new StripeEvent(Map.of("id", "evt_1", "object", "event"));

        assertThat(EventTypes.parse(types).test(event("whatever.is_new"))).isTrue();
        assertThat(EventTypes.parse(null).test(untyped)).isTrue();
        assertThat(EventTypes.parse("charge.*").test(untyped)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"charge refunded", "Charge.Refunded", "charge.refunded,,x", "a;b"})
    void refusesWhatCannotBeATypeNamingIt(String types) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventTypes.parse(types))
                .withMessageContaining("types holds '");
    }

    @Test
    void asksStripeForAsLittleAsItsParametersCanSay() {
        assertThat(EventTypes.parse(null).query()).isEmpty();
        assertThat(EventTypes.parse("*").query()).isEmpty();
        assertThat(EventTypes.parse("charge.refunded").query())
                .isEqualTo(Map.of("type", "charge.refunded"));
        assertThat(EventTypes.parse("charge.*").query()).isEqualTo(Map.of("type", "charge.*"));
        assertThat(EventTypes.parse("charge.refunded,charge.failed").query())
                .isEqualTo(Map.of("types", List.of("charge.refunded", "charge.failed")));
        assertThat(EventTypes.parse("charge.*,payout.paid").query()).isEmpty();
        assertThat(EventTypes.parse("*.created").query()).isEmpty();
        assertThat(EventTypes.parse(names(20)).query()).containsKey("types");
        assertThat(EventTypes.parse(names(21)).query()).isEmpty();
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a.b" + i).collect(Collectors.joining(","));
    }

    private static StripeEvent event(String type) {
        return new StripeEvent(Map.of("id", "evt_1", "object", "event", "type", type));
    }
}
