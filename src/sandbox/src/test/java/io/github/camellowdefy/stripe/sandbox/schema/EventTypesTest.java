// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventTypesTest {

    @Test
    void everyTypeTheOfficialClientKnowsCanBeSubscribedTo() {
        assertThat(EventTypes.subscribable())
                .containsAll(
                        Arrays.stream(EnabledEvent.values()).map(EnabledEvent::getValue).toList())
                .as("of the newest Node client only")
                .contains("apps.install.created", "three_d_secure.authentication.succeeded");
    }

    @Test
    void whatHasNoTypeIsNoEvent() {
        assertThat(EventTypes.has("customer.created")).isTrue();
        assertThat(EventTypes.has("token.created")).isFalse();
        assertThat(EventTypes.has("shipping_rate.created")).isFalse();
    }
}
