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
package io.github.camellowdefy.stripe.sandbox.engine;

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
