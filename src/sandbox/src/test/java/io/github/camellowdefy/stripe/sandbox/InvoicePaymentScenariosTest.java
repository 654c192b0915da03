// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class InvoicePaymentScenariosTest extends WireScenario {

    @Test
    void linesAreAddedChangedAndTakenOff() {
        String customer = customer("pm_card_visa", "");
        String invoice = id(post("/v1/invoices", "customer=%s", customer));
        String path = "/v1/invoices/" + invoice;
        JsonNode added =
                post(
                        path + "/add_lines",
                        "lines[0][description]=Work&lines[0][amount]=500"
                                + "&lines[1][quantity]=2&lines[1][price_data][currency]=usd"
                                + "&lines[1][price_data][unit_amount]=250"
                                + "&lines[1][price_data][product_data][name]=Part");
        assertThat(added.get("total").asLong()).isEqualTo(1000);
        String work = added.at("/lines/data/0/id").asText();
        String parts = added.at("/lines/data/1/id").asText();
        JsonNode changed =
                post(
                        path + "/update_lines",
                        "lines[0][id]=%s&lines[0][amount]=700&lines[1][id]=%s&lines[1][quantity]=4",
                        work,
                        parts);
        assertThat(changed.get("total").asLong()).isEqualTo(1700);
        // the order that once failed
        post("/v1/invoiceitems", "customer=%s&invoice=%s&amount=1", customer, invoice);
        assertThat(post(path + "/lines/" + work, "amount=100").get("amount").asLong())
                .isEqualTo(100);
        JsonNode left =
                post(path + "/remove_lines", "lines[0][id]=%s&lines[0][behavior]=delete", work);
        assertThat(left.get("total").asLong()).isEqualTo(1001);
        assertThat(refused("POST", path + "/update_lines", "lines[0][id]=il_no").get("code"))
                .hasToString("\"resource_missing\"");
    }

    @Test
    void severalPaymentsTogetherPayAnInvoice() {
        String customer = customer("pm_card_visa", "");
        String invoice = open(customer, 2000);
        JsonNode part =
                post(
                        "/v1/invoices/" + invoice + "/attach_payment",
                        "payment_intent=%s",
                        pay(customer, 500));
        assertThat(part.get("status").asText()).isEqualTo("open");
        assertThat(part.get("amount_paid").asLong()).isEqualTo(500);
        assertThat(part.get("amount_remaining").asLong()).isEqualTo(1500);
        JsonNode paid = post("/v1/invoices/" + invoice + "/pay", "");
        assertThat(paid.get("status").asText()).isEqualTo("paid");
        assertThat(paid.get("amount_paid").asLong()).isEqualTo(2000);
        assertThat(paid.at("/payments/data").findValuesAsText("amount_paid"))
                .containsExactly("1500", "500");
        String other = pay(customer("pm_card_visa", ""), 500);
        String next = open(customer, 900);
        assertThat(
                        refused(
                                        "POST",
                                        "/v1/invoices/" + next + "/attach_payment",
                                        "payment_intent=%s",
                                        other)
                                .get("param")
                                .asText())
                .isEqualTo("payment_intent");
    }

    @Test
    void aPaymentThatNeedsTheBuyerWaitsForThem() {
        String customer = customer("pm_card_threeDSecure2Required", "");
        String invoice = open(customer, 2000);
        JsonNode error = refused("POST", "/v1/invoices/" + invoice + "/pay", "");
        assertThat(error.get("code").asText()).isEqualTo("invoice_payment_intent_requires_action");
        assertThat(newest(4)).contains("invoice.payment_action_required", "invoice.payment_failed");
        String intent = error.at("/payment_intent/id").asText();
        assertThat(get("/v1/payment_intents/" + intent).get("status").asText())
                .isEqualTo("requires_action");
        post("/_sandbox/payment_intents/" + intent + "/authenticate", "outcome=pass");
        assertThat(get("/v1/invoices/" + invoice).get("status").asText()).isEqualTo("paid");
    }

    @Test
    void aCreditBalancePaysWithoutACard() {
        String customer = customer(null, "balance=-5000");
        JsonNode subscription =
                post(
                        "/v1/subscriptions",
                        "customer=%s&items[0][price]=%s&expand[0]=latest_invoice",
                        customer,
                        price(1500, true));
        assertThat(subscription.get("status").asText()).isEqualTo("active");
        assertThat(subscription.at("/latest_invoice/amount_due").asLong()).isZero();
        assertThat(get("/v1/customers/" + customer).get("balance").asLong()).isEqualTo(-3500);
    }

    @Test
    void aCreditNoteBeforePaymentLowersWhatIsLeft() {
        String invoice = open(customer("pm_card_visa", ""), 1000);
        JsonNode note = post("/v1/credit_notes", "invoice=%s&amount=200&reason=duplicate", invoice);
        String number = get("/v1/invoices/" + invoice).get("number").asText();
        assertThat(note.get("number").asText()).isEqualTo(number + "-CN-01");
        assertThat(note.get("type").asText()).isEqualTo("pre_payment");
        JsonNode lower = get("/v1/invoices/" + invoice);
        assertThat(lower.get("amount_remaining").asLong()).isEqualTo(800);
        assertThat(lower.get("pre_payment_credit_notes_amount").asLong()).isEqualTo(200);
        post("/v1/credit_notes/" + id(note) + "/void", "");
        assertThat(get("/v1/invoices/" + invoice).get("amount_remaining").asLong()).isEqualTo(1000);
        post("/v1/credit_notes", "invoice=%s&amount=1000", invoice);
        assertThat(get("/v1/invoices/" + invoice).get("status").asText()).isEqualTo("paid");
        assertThat(newest(20)).contains("credit_note.created", "credit_note.voided");
    }

    @Test
    void aCreditNoteAfterPaymentGivesBackExactlyItsAmount() {
        String customer = customer("pm_card_visa", "");
        String invoice = open(customer, 1000);
        post("/v1/invoices/" + invoice + "/pay", "");
        refused("POST", "/v1/credit_notes", "invoice=%s&amount=600", invoice);
        JsonNode note =
                post(
                        "/v1/credit_notes",
                        "invoice=%s&amount=600&refund_amount=400&credit_amount=100"
                                + "&out_of_band_amount=100",
                        invoice);
        assertThat(note.get("post_payment_amount").asLong()).isEqualTo(600);
        String refund = note.at("/refunds/0/refund").asText();
        assertThat(get("/v1/refunds/" + refund).get("amount").asLong()).isEqualTo(400);
        assertThat(get("/v1/customers/" + customer).get("balance").asLong()).isEqualTo(-100);
        refused("POST", "/v1/credit_notes", "invoice=%s&amount=500&credit_amount=500", invoice);
    }

    @Test
    void aPreviewShowsDiscountsAndUsesNone() {
        String customer = customer("pm_card_visa", "");
        String coupon = id(post("/v1/coupons", "percent_off=10"));
        post("/v1/subscriptions", "customer=%s&items[0][price]=%s", customer, price(1500, true));
        JsonNode shown =
                post(
                        "/v1/invoices/create_preview",
                        "customer=%s&discounts[0][coupon]=%s"
                                + "&invoice_items[0][amount]=500&invoice_items[0][currency]=usd",
                        customer,
                        coupon);
        assertThat(shown.get("subtotal").asLong()).isEqualTo(2000);
        assertThat(shown.get("total").asLong()).isEqualTo(1800);
        assertThat(get("/v1/coupons/" + coupon).get("times_redeemed").asLong()).isZero();
    }

    private String open(String customer, long amount) {
        post("/v1/invoiceitems", "customer=%s&amount=%s&currency=usd", customer, amount);
        String draft =
                id(
                        post(
                                "/v1/invoices",
                                "customer=%s&pending_invoice_items_behavior=include",
                                customer));
        return id(post("/v1/invoices/" + draft + "/finalize", ""));
    }

    private String pay(String customer, long amount) {
        return id(
                post(
                        "/v1/payment_intents",
                        "amount=%s&currency=usd&customer=%s&payment_method=pm_card_visa&confirm=true"
                                + "&payment_method_types[0]=card",
                        amount,
                        customer));
    }
}
