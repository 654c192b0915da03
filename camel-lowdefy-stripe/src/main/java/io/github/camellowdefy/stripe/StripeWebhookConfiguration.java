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

/**
 * What {@code from("stripe:webhook")} and {@code stripe:webhooks/constructEvent} say beside the
 * connection.
 */
@UriParams
public class StripeWebhookConfiguration {

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "The signing secrets, `whsec_...`, comma separated: a delivery signed with any of them is accepted.")
    private String webhookSecret;

    public String getWebhookSecret() {
        return webhookSecret;
    }

    public void setWebhookSecret(String webhookSecret) {
        this.webhookSecret = webhookSecret;
    }
}
