// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about an id that is not there, in the path and in parameters. */
class MissingIdsTest {

    private static final StripeSandbox SANDBOX = StripeSandbox.start();

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @CsvSource({
        "customers/cus_no, id, customer",
        "charges/ch_no, id, charge",
        "products/prod_no, id, product",
        "subscriptions/sub_no, id, subscription",
        "balance_transactions/txn_no, id, balance transaction",
        "payment_intents/pi_no, intent, payment_intent",
        "setup_intents/seti_no, intent, setupintent",
        "payment_methods/pm_no, payment_method, PaymentMethod",
        "prices/price_no, price, price",
        "coupons/no, coupon, coupon",
        "promotion_codes/promo_no, promotion_code, promotion code",
        "tax_rates/txr_no, tax_rate, tax rate",
        "payouts/po_no, payout, payout",
        "refunds/re_no, refund, refund",
        "disputes/du_no, dispute, dispute",
        "invoices/in_no, invoice, invoice",
        "checkout/sessions/cs_no, session, checkout.session"
    })
    void thePathsIdIsNamedAsStripeDoes(String path, String param, String object) {
        HttpResponse<String> answer = send(SANDBOX, "GET", "/v1/" + path, null);
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("\"param\":\"" + param + '"')
                .contains("\"message\":\"No such " + object + ": '" + id + "'\"")
                .contains("\"code\":\"resource_missing\"");
    }

    @ParameterizedTest
    @CsvSource({"POST, /v1/customers/cus_no", "DELETE, /v1/customers/cus_no"})
    void whateverIsDoneWithIt(String verb, String path) {
        HttpResponse<String> answer =
                send(SANDBOX, verb, path, verb.equals("POST") ? "name=x" : null);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"param\":\"id\"");
    }

    @Test
    void anAccountThatIsNotThereIsOneWithoutAccess() {
        HttpResponse<String> answer = send(SANDBOX, "GET", "/v1/accounts/acct_no", null);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("account_invalid").contains("acct_no");
    }

    @Test
    void aMalformedVersionIsRefused() {
        HttpResponse<String> answer =
                send(SANDBOX, "GET", "/v1/customers", null, "Stripe-Version", "2026-7-29");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Invalid Stripe API version: 2026-7-29");
        for (String good :
                new String[] {"2020-08-27", "2026-07-29.dahlia", "2025-09-30.preview; x=v1"}) {
            assertThat(
                            send(SANDBOX, "GET", "/v1/customers", null, "Stripe-Version", good)
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | This value must be greater than or equal to 1.",
                "limit=101 | This value must be less than or equal to 100 (it currently is '101').",
                "limit=x | Invalid integer: x",
                "starting_after=a&ending_before=b | Received both starting_after and ending_before"
                        + " parameters. Please pass in only one."
            })
    void pagesAreAskedForRightly(String query, String message) {
        HttpResponse<String> answer = send(SANDBOX, "GET", "/v1/customers?" + query, null);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }
}
