// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.EventDataClassLookup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "payment_intent | pi_1 | /v1/payment_intents/pi_1",
                "checkout.session | cs_test_a1 | /v1/checkout/sessions/cs_test_a1",
                "invoiceitem | ii_1 | /v1/invoiceitems/ii_1",
                "radar.early_fraud_warning | issfr_1 | /v1/radar/early_fraud_warnings/issfr_1",
                "scheduled_query_run | sqr_1 | /v1/sigma/scheduled_query_runs/sqr_1",
                "balance | ignored | /v1/balance",
            })
    void followsFromTheKindOfObject(String kind, String id, String path) {
        assertThat(ObjectAddress.of(snapshot(Map.of("object", kind, "id", id)))).contains(path);
    }

    @Test
    void isUnderTheOwnerWhereTheApiHasItThere() {
        assertThat(of("card", "customer", "cus_1")).contains("/v1/customers/cus_1/sources/x_1");
        assertThat(of("card", "account", "acct_1"))
                .contains("/v1/accounts/acct_1/external_accounts/x_1");
        assertThat(of("person", "account", "acct_1")).contains("/v1/accounts/acct_1/persons/x_1");
        assertThat(of("transfer_reversal", "transfer", "tr_1"))
                .contains("/v1/transfers/tr_1/reversals/x_1");
        assertThat(of("transfer_reversal", "other", "tr_1")).isEmpty();
    }

    @Test
    void isReadOffAnAddressOfAnyLength() {
        String longAddress = "/v2" + "/a".repeat(200_000);

        assertThat(ObjectAddress.of(thin(longAddress))).contains(longAddress);
        assertThat(ObjectAddress.of(thin(longAddress + "/"))).isEmpty();
    }

    @Test
    void isThatOfTheRelatedObjectOfAThinEvent() {
        assertThat(ObjectAddress.of(thin("/v2/core/accounts/acct_1")))
                .contains("/v2/core/accounts/acct_1");
        assertThat(ObjectAddress.of(thin(null))).isEmpty();
    }

    @Test
    void isNeverAnythingElseThanAPathOfTheApi() {
        for (String url :
                List.of(
                        "https://evil.example/v1/x",
                        "/v1/../oauth",
                        "/v1/customers/a?b=c",
                        "//evil.example",
                        "/v3/x",
                        "/v1")) {
            assertThat(ObjectAddress.of(thin(url))).isEmpty();
        }
        assertThat(
                        ObjectAddress.of(
                                snapshot(Map.of("object", "customer", "id", "../payouts/po_1"))))
                .isEmpty();
    }

    @Test
    void isMissingOnlyForWhatCannotBeReadAlone() {
        Map<String, Object> owners =
                Map.of(
                        "customer", "cus_1",
                        "account", "acct_1",
                        "fee", "fee_1",
                        "transfer", "tr_1",
                        "id", "x_1");
        List<String> without =
                EventDataClassLookup.classLookup.keySet().stream()
                        .filter(
                                kind -> {
                                    Map<String, Object> object = new LinkedHashMap<>(owners);
                                    object.put("object", kind);
                                    return ObjectAddress.of(snapshot(object)).isEmpty();
                                })
                        .sorted()
                        .toList();

        // links, sessions, tokens, lines, summaries and what only lists tell of
        assertThat(without)
                .hasSizeLessThan(50)
                .doesNotContain(
                        "charge",
                        "customer",
                        "dispute",
                        "invoice",
                        "payout",
                        "refund",
                        "subscription",
                        "capability",
                        "bank_account",
                        "customer_cash_balance_transaction");
    }

    private static java.util.Optional<String> of(String kind, String owner, String ownerId) {
        return ObjectAddress.of(snapshot(Map.of("object", kind, "id", "x_1", owner, ownerId)));
    }

    private static StripeEvent snapshot(Map<String, Object> object) {
        return new StripeEvent(
                Map.of("id", "evt_1", "object", "event", "data", Map.of("object", object)));
    }

    private static StripeEvent thin(String url) {
        Map<String, Object> related = new LinkedHashMap<>();
        related.put("id", "x_1");
        related.put("url", url);
        return new StripeEvent(
                Map.of("id", "evt_1", "object", "v2.core.event", "related_object", related));
    }
}
