// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownTypesTest {

    @Test
    void doubtsNothingThatStripeHas() {
        assertThat(
                        KnownTypes.doubts(
                                EventTypes.parse(
                                        "payment_intent.succeeded,charge.dispute.*,v1.billing.meter.error_report_triggered,v2.core.*")))
                .isEmpty();
        assertThat(KnownTypes.doubts(EventTypes.ALL)).isEmpty();
    }

    @Test
    void namesWhatIsNearestToAnUnknownType() {
        assertThat(KnownTypes.doubts(EventTypes.parse("customer.craeted,charge.refunded")))
                .containsExactly(
                        "types holds 'customer.craeted', which is no event this version knows, the nearest is customer.created; unless it is new at Stripe it will never come.");
        assertThat(KnownTypes.doubts(EventTypes.parse("disputes.*"))).hasSize(1);
    }
}
