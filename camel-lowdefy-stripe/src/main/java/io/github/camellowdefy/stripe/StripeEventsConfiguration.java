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
package io.github.camellowdefy.stripe;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What {@code from("stripe:events")} says beside the connection. */
@UriParams
public class StripeEventsConfiguration {

    @UriParam(
            label = "consumer",
            description =
                    "The types of event to deliver, comma separated, such as `charge.refunded,payment_intent.*`. Unset: all.")
    private String types;

    public String getTypes() {
        return types;
    }

    public void setTypes(String types) {
        this.types = types;
    }
}
