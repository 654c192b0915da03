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
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Json;

/** What an intent asks of the buyer. */
final class NextAction {

    private NextAction() {}

    /** A redirect where there is a way back or no other way, else the work of Stripe.js. */
    static ObjectNode of(ObjectNode intent, Instrument instrument, String returnUrl) {
        ObjectNode action = Json.object();
        if (returnUrl == null && instrument.isCard()) {
            action.put("type", "use_stripe_sdk");
            ObjectNode sdk = action.putObject("use_stripe_sdk");
            sdk.put("type", "three_d_secure_redirect").put("stripe_js", url(intent));
            sdk.put("source", "src_sandbox");
            return action;
        }
        ObjectNode redirect = action.putObject("redirect_to_url");
        redirect.put("return_url", returnUrl).put("url", url(intent));
        action.put("type", "redirect_to_url");
        return action;
    }

    private static String url(ObjectNode intent) {
        return "https://hooks.stripe.com/3d_secure_2/hosted?payment_intent="
                + Json.text(intent, "id");
    }
}
