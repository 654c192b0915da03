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
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;

/** What a promotion code allows: so many redemptions, until some time, to one customer. */
final class PromotionCodes {

    private PromotionCodes() {}

    /** Counts a redemption; 400 where the code does not allow it. */
    static void use(Changes changes, ObjectNode code, ObjectNode owner, String param) {
        long times = Json.number(code, "times_redeemed");
        long most = Json.number(code, "max_redemptions");
        long until = Json.number(code, "expires_at");
        boolean expired = until > 0 && until <= changes.now();
        if (!code.path("active").asBoolean() || expired) {
            throw refusal("This promotion code is expired or inactive.", param);
        }
        String only = Json.text(code, "customer");
        if (only != null && !only.equals(Json.text(owner, "customer"))) {
            throw refusal("This promotion code belongs to another customer.", param);
        }
        code.put("times_redeemed", times + 1).put("active", most == 0 || times + 1 < most);
        changes.update(code);
    }

    private static StripeError refusal(String message, String param) {
        return StripeError.invalid(message).code("promotion_code_expired").param(param);
    }
}
