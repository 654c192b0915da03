// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments through a route, as the scenarios make them with the official client. */
class PaymentJourneysTest extends Journey {

    private static final String PAY =
            "paymentIntents: {create: [{amount: 2000, currency: usd, payment_method: %s,"
                    + " payment_method_types: [card], confirm: true}]}";
    private static final String HOLD =
            "paymentIntents: {create: [{amount: 2000, currency: usd, payment_method: pm_card_visa,"
                    + " payment_method_types: [card], capture_method: manual, confirm: true}]}";

    @Test
    void aPaymentIsMadeConfirmedAndRead() {
        Map<String, Object> intent =
                call(
                        "paymentIntents: {create: [{amount: 2000, currency: usd, metadata: {order: 7}}]}");
        assertThat(intent).containsEntry("status", "requires_payment_method");
        Map<String, Object> paid =
                call(
                        "paymentIntents: {confirm: [%s, {payment_method: pm_card_visa}]}",
                        intent.get("id"));
        assertThat(paid)
                .containsEntry("status", "succeeded")
                .containsEntry("amount_received", 2000L);

        Map<String, Object> charge =
                call(
                        "charges: {retrieve: [%s, {expand: [balance_transaction, payment_intent]}]}",
                        paid.get("latest_charge"));
        assertThat(map(charge, "balance_transaction")).containsEntry("net", 1912L);
        assertThat(map(charge, "payment_intent")).containsEntry("id", intent.get("id"));
        assertThat(sandbox.charges().withMetadata("order", "7").count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeDeclined, card_declined, generic_decline",
        "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
        "pm_card_chargeDeclinedExpiredCard, expired_card,",
        "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc,",
        "pm_card_chargeDeclinedProcessingError, processing_error,"
    })
    void aDeclineIsTheOfficialClientsException(String method, String code, String declineCode) {
        CardException refusal = refusal(CardException.class, PAY, method);
        assertThat(refusal.getStatusCode()).isEqualTo(402);
        assertThat(refusal.getCode()).isEqualTo(code);
        assertThat(refusal.getDeclineCode()).isEqualTo(declineCode);
        assertThat(refusal.getStripeError().getPaymentIntent().getStatus())
                .isEqualTo("requires_payment_method");
        assertThat(sandbox.charges().with("status", "failed").count()).isEqualTo(1);
    }

    @Test
    void anIntentThatAsksTheBuyerIsAnswered() {
        Map<String, Object> asked = call(PAY, "pm_card_authenticationRequired");
        assertThat(asked).containsEntry("status", "requires_action");
        sandbox.authenticate(asked.get("id").toString(), true);
        assertThat(call("paymentIntents: {retrieve: [%s]}", asked.get("id")))
                .containsEntry("status", "succeeded");
    }

    @Test
    void aHeldAmountIsCapturedInPartAndNeverBeyond() {
        Object id = call(HOLD).get("id");
        InvalidRequestException beyond =
                refusal(
                        InvalidRequestException.class,
                        "paymentIntents: {capture: [%s, {amount_to_capture: 2001}]}",
                        id);
        assertThat(beyond.getCode()).isEqualTo("amount_too_large");
        assertThat(call("paymentIntents: {incrementAuthorization: [%s, {amount: 2500}]}", id))
                .containsEntry("amount_capturable", 2500L);
        assertThat(call("paymentIntents: {capture: [%s, {amount_to_capture: 1500}]}", id))
                .containsEntry("status", "succeeded")
                .containsEntry("amount_received", 1500L);
        InvalidRequestException again =
                refusal(InvalidRequestException.class, "paymentIntents: {capture: [%s]}", id);
        assertThat(again.getCode()).isEqualTo("payment_intent_unexpected_state");
    }

    @Test
    void aHeldAmountIsLetGo() {
        Object id = call(HOLD).get("id");
        assertThat(call("paymentIntents: {cancel: [%s, {cancellation_reason: abandoned}]}", id))
                .containsEntry("status", "canceled")
                .containsEntry("cancellation_reason", "abandoned")
                .containsEntry("amount_capturable", 0L);
    }

    @Test
    void aPaymentIsRefundedInPartsAndNeverBeyond() {
        Object charge = call(PAY, "pm_card_visa").get("latest_charge");
        assertThat(call("refunds: {create: [{charge: %s, amount: 500}]}", charge))
                .containsEntry("status", "succeeded")
                .containsEntry("amount", 500L);
        InvalidRequestException beyond =
                refusal(
                        InvalidRequestException.class,
                        "refunds: {create: [{charge: %s, amount: 1501}]}",
                        charge);
        assertThat(beyond.getParam()).isEqualTo("amount");
        call("refunds: {create: [{charge: %s}]}", charge);
        assertThat(call("charges: {retrieve: [%s]}", charge))
                .containsEntry("refunded", true)
                .containsEntry("amount_refunded", 2000L);
        InvalidRequestException again =
                refusal(InvalidRequestException.class, "refunds: {create: [{charge: %s}]}", charge);
        assertThat(again.getCode()).isEqualTo("charge_already_refunded");
    }

    @Test
    void aSavedMethodPaysWhileTheBuyerIsAway() {
        Object customer = call("customers: {create: [{name: Ada}]}").get("id");
        Map<String, Object> saved =
                call(
                        "setupIntents: {create: [{customer: %s, payment_method: pm_card_visa,"
                                + " payment_method_types: [card], confirm: true}]}",
                        customer);
        assertThat(saved).containsEntry("status", "succeeded");
        assertThat(
                        call(
                                "paymentIntents: {create: [{amount: 900, currency: eur, customer:"
                                        + " %s, payment_method: %s, off_session: true, confirm:"
                                        + " true}]}",
                                customer, saved.get("payment_method")))
                .containsEntry("status", "succeeded");
        Map<String, Object> methods = call("customers: {listPaymentMethods: [%s]}", customer);
        assertThat(data(methods)).hasSize(1);
        assertThat(call("paymentMethods: {detach: [%s]}", saved.get("payment_method")))
                .containsEntry("customer", null);
    }

    @Test
    void aDisputeTakesTheMoneyBackAndIsAnswered() {
        Object charge = call(PAY, "pm_card_visa").get("latest_charge");
        Object dispute = sandbox.createDispute(charge.toString()).get("id");
        assertThat(call("charges: {retrieve: [%s]}", charge)).containsEntry("disputed", true);
        assertThat(
                        call(
                                "disputes: {update: [%s, {evidence: {uncategorized_text:"
                                        + " winning_evidence}, submit: true}]}",
                                dispute))
                .containsEntry("status", "won");
    }

    @Test
    void moneyMovesOnToConnectedAccountsAndToTheBank() {
        call(
                "paymentIntents: {create: [{amount: 9000, currency: usd, payment_method:"
                        + " pm_card_bypassPending, payment_method_types: [card], confirm: true}]}");
        Map<String, Object> transfer =
                call(
                        "transfers: {create: [{amount: 1000, currency: usd, destination: acct_connected}]}");
        Map<String, Object> reversal =
                call("transfers: {createReversal: [%s, {amount: 400}]}", transfer.get("id"));
        assertThat(reversal).containsEntry("object", "transfer_reversal");
        assertThat(call("transfers: {retrieve: [%s]}", transfer.get("id")))
                .containsEntry("amount_reversed", 400L);
        Object payout = call("payouts: {create: [{amount: 500, currency: usd}]}").get("id");
        assertThat(call("payouts: {cancel: [%s]}", payout)).containsEntry("status", "canceled");
        Map<String, Object> types = call("balanceTransactions: {list: [{type: payout}]}");
        assertThat(data(types)).isNotEmpty();
    }
}
