// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.RefundCreateParams;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisputeScenariosTest extends Scenario {

    @Override
    @BeforeEach
    void open() {
        Instant start = Instant.parse("2026-01-07T12:00:00Z");
        sandbox = StripeSandbox.builder().clock(SandboxClock.frozenAt(start)).start();
        stripe = Clients.stripe(sandbox);
    }

    @ParameterizedTest
    @CsvSource({
        "winning_evidence, won, charge.dispute.funds_reinstated",
        "losing_evidence, lost, charge.dispute.closed"
    })
    void theEvidenceOfStripesTestsDecides(String evidence, String status, String last)
            throws StripeException {
        Dispute dispute = disputed("pm_card_createDispute");
        Dispute decided = submit(dispute, evidence);
        assertThat(decided.getStatus()).isEqualTo(status);
        assertThat(decided.getEvidenceDetails().getSubmissionCount()).isEqualTo(1L);
        assertThat(disputeEvents()).endsWith(last);
        long net =
                decided.getBalanceTransactions().stream()
                        .mapToLong(BalanceTransaction::getNet)
                        .sum();
        assertThat(net).isEqualTo(status.equals("won") ? 0 : -6500);
        assertThat(decided.getBalanceTransactions())
                .extracting(BalanceTransaction::getReportingCategory)
                .containsExactlyElementsOf(
                        status.equals("won")
                                ? List.of("dispute", "dispute_reversal")
                                : List.of("dispute"));
        assertThat(refused(() -> submit(dispute, evidence))).hasMessageContaining("closed");
    }

    @Test
    void theWithdrawalNamesItsFee() throws StripeException {
        BalanceTransaction withdrawn =
                disputed("pm_card_createDispute").getBalanceTransactions().get(0);
        assertThat(withdrawn.getType()).isEqualTo("adjustment");
        assertThat(withdrawn.getAmount()).isEqualTo(-5000L);
        assertThat(withdrawn.getFee()).isEqualTo(1500L);
        assertThat(withdrawn.getFeeDetails().get(0).getDescription()).isEqualTo("Dispute fee");
        assertThat(withdrawn.getDescription()).startsWith("Chargeback withdrawal for ch_");
    }

    @Test
    void stagedEvidenceWaitsUntilItIsSubmitted() throws StripeException {
        Dispute dispute = disputed("pm_card_createDispute");
        DisputeUpdateParams.Builder staged =
                DisputeUpdateParams.builder()
                        .setSubmit(false)
                        .setEvidence(evidence("winning_evidence"));
        Dispute waiting = stripe.disputes().update(dispute.getId(), staged.build());
        assertThat(waiting.getStatus()).isEqualTo("needs_response");
        assertThat(waiting.getEvidenceDetails().getHasEvidence()).isTrue();
        assertThat(waiting.getEvidenceDetails().getSubmissionCount()).isZero();
        DisputeUpdateParams noted =
                DisputeUpdateParams.builder().putMetadata("ticket", "7").build();
        assertThat(stripe.disputes().update(dispute.getId(), noted).getStatus())
                .isEqualTo("needs_response");
        DisputeUpdateParams submit = DisputeUpdateParams.builder().setSubmit(true).build();
        assertThat(stripe.disputes().update(dispute.getId(), submit).getStatus()).isEqualTo("won");
    }

    @Test
    void aDisputeNobodyAnswersIsLostWhenItIsDue() throws StripeException {
        Dispute dispute = disputed("pm_card_createDispute");
        long left = dispute.getEvidenceDetails().getDueBy() - dispute.getCreated();
        sandbox.clock().advance(Duration.ofSeconds(left - 1));
        assertThat(stripe.disputes().retrieve(dispute.getId()).getStatus())
                .isEqualTo("needs_response");
        sandbox.clock().advance(Duration.ofSeconds(1));
        Dispute lost = stripe.disputes().retrieve(dispute.getId());
        assertThat(lost.getStatus()).isEqualTo("lost");
        assertThat(lost.getEvidenceDetails().getPastDue()).isTrue();
        assertThat(disputeEvents()).endsWith("charge.dispute.closed");
    }

    @Test
    void evidenceThatIsNoTestEvidenceStaysUnderReview() throws StripeException {
        Dispute dispute = submit(disputed("pm_card_createDispute"), "a receipt");
        assertThat(dispute.getStatus()).isEqualTo("under_review");
        sandbox.clock().advance(Duration.ofDays(60));
        assertThat(stripe.disputes().retrieve(dispute.getId()).getStatus())
                .isEqualTo("under_review");
    }

    @Test
    void anInquiryTakesNoMoneyUnlessItIsEscalated() throws StripeException {
        Dispute inquiry = disputed("pm_card_createDisputeInquiry");
        assertThat(inquiry.getStatus()).isEqualTo("warning_needs_response");
        assertThat(inquiry.getBalanceTransactions()).isEmpty();
        Dispute escalated = submit(inquiry, "escalate_inquiry_evidence");
        assertThat(escalated.getStatus()).isEqualTo("needs_response");
        assertThat(escalated.getIsChargeRefundable()).isFalse();
        assertThat(escalated.getBalanceTransactions()).hasSize(1);
        assertThat(disputeEvents()).endsWith("charge.dispute.funds_withdrawn");
        sandbox.clock().advance(Duration.ofDays(10));
        assertThat(stripe.disputes().retrieve(inquiry.getId()).getStatus()).isEqualTo("lost");
    }

    @Test
    void aFullRefundAnswersAnInquiry() throws StripeException {
        Dispute inquiry = disputed("pm_card_createDisputeInquiry");
        RefundCreateParams.Builder refund =
                RefundCreateParams.builder().setCharge(inquiry.getCharge());
        stripe.refunds().create(refund.setAmount(1000L).build());
        assertThat(stripe.disputes().retrieve(inquiry.getId()).getStatus())
                .isEqualTo("warning_needs_response");
        stripe.refunds().create(refund.setAmount(4000L).build());
        assertThat(stripe.disputes().retrieve(inquiry.getId()).getStatus())
                .isEqualTo("warning_closed");
    }

    @Test
    void anInquiryThatNobodyEscalatesClosesByItself() throws StripeException {
        Dispute inquiry = disputed("pm_card_createDisputeInquiry");
        sandbox.clock().advance(Duration.ofDays(119));
        assertThat(stripe.disputes().retrieve(inquiry.getId()).getStatus())
                .isEqualTo("warning_needs_response");
        sandbox.clock().advance(Duration.ofDays(1));
        assertThat(stripe.disputes().retrieve(inquiry.getId()).getStatus())
                .isEqualTo("warning_closed");
    }

    private Dispute disputed(String card) throws StripeException {
        String charge = pay(5000, card).getLatestCharge();
        return stripe.disputes()
                .list(DisputeListParams.builder().setCharge(charge).build())
                .getData()
                .get(0);
    }

    private Dispute submit(Dispute dispute, String text) throws StripeException {
        return stripe.disputes()
                .update(
                        dispute.getId(),
                        DisputeUpdateParams.builder().setEvidence(evidence(text)).build());
    }

    private static DisputeUpdateParams.Evidence evidence(String text) {
        return DisputeUpdateParams.Evidence.builder().setUncategorizedText(text).build();
    }

    private List<String> disputeEvents() throws StripeException {
        return events().stream().filter(type -> type.startsWith("charge.dispute")).toList();
    }
}
