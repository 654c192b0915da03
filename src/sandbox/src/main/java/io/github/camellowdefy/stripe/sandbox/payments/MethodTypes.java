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

import io.github.camellowdefy.stripe.sandbox.engine.Params;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.util.Set;

/** The types of payment method there are. */
final class MethodTypes {

    private static final Set<String> ALL =
            Set.of(
                    ("acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit"
                                    + " bacs_debit bancontact billie bizum blik boleto card card_present cashapp"
                                    + " crypto custom customer_balance eps fpx giropay grabpay ideal"
                                    + " interac_present kakao_pay klarna konbini kr_card link mb_way mobilepay"
                                    + " multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow"
                                    + " paypal paypay payto pix promptpay revolut_pay samsung_pay satispay"
                                    + " scalapay sepa_debit sequra sofort sunbit swish twint upi us_bank_account"
                                    + " wechat_pay zip")
                            .split(" "));

    private MethodTypes() {}

    /** 400 when the types an intent is to take are none, or are listed beside "whatever is on". */
    static void check(Params params) {
        for (String type : params.texts("payment_method_types")) {
            if (!ALL.contains(type)) {
                throw StripeError.refusal("method_type_invalid", type);
            }
        }
        if (params.has("payment_method_types")
                && params.hash("automatic_payment_methods").bool("enabled", false)) {
            throw StripeError.refusal("two_ways_of_methods");
        }
    }
}
