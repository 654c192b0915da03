// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Payout;
import com.stripe.model.reporting.ReportRun;
import com.stripe.model.reporting.ReportType;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.reporting.ReportRunCreateParams;
import com.stripe.param.reporting.ReportRunCreateParams.Parameters;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportScenariosTest extends Scenario {

    private static final Instant START = Instant.parse("2026-01-07T12:00:00Z");
    private static final long FROM = START.getEpochSecond();

    @Override
    @BeforeEach
    void open() {
        sandbox = StripeSandbox.builder().clock(SandboxClock.frozenAt(START)).start();
        stripe = Clients.stripe(sandbox);
    }

    @Test
    void aRunIsPendingAndBecomesAFile() throws StripeException {
        trade();
        ReportRun run = stripe.reporting().reportRuns().create(within("balance.summary.1").build());
        assertThat(run.getStatus()).isEqualTo("pending");
        assertThat(run.getResult()).isNull();
        sandbox.clock().advance(Duration.ofSeconds(1));
        ReportRun ready = stripe.reporting().reportRuns().retrieve(run.getId());
        assertThat(ready.getStatus()).isEqualTo("succeeded");
        assertThat(ready.getSucceededAt()).isEqualTo(run.getCreated() + 1);
        assertThat(ready.getResult().getPurpose()).isEqualTo("finance_report_run");
        assertThat(ready.getResult().getType()).isEqualTo("csv");
        assertThat(events()).contains("reporting.report_run.succeeded");
        assertThat(csv(ready))
                .containsExactly(
                        "category,description,net_amount,currency",
                        "starting_balance,Starting balance (2026-01-07),0.00,usd",
                        "activity,Activity,86.80,usd",
                        "payouts,Total payouts,-86.80,usd",
                        "ending_balance,Ending balance (2026-01-17),0.00,usd");
    }

    @Test
    void activityIsListedAndSummed() throws StripeException {
        trade();
        List<String> summary = run(within("balance_change_from_activity.summary.1"));
        assertThat(summary)
                .containsExactly(
                        "reporting_category,currency,count,gross,fee,net",
                        "charge,usd,1,100.00,3.20,96.80",
                        "refund,usd,1,-10.00,0.00,-10.00");
        List<String> itemized = run(within("balance_change_from_activity.itemized.3"));
        assertThat(itemized.get(0))
                .isEqualTo(
                        "balance_transaction_id,created_utc,created,available_on_utc,available_on,"
                                + "currency,gross,fee,net,reporting_category,description");
        assertThat(itemized.get(1))
                .contains(",2026-01-07 12:00:00,2026-01-07 12:00:00,2026-01-09 00:00:00,")
                .endsWith(",usd,100.00,3.20,96.80,charge,");
        assertThat(itemized).hasSize(3);
    }

    @Test
    void aPayoutIsReconciledByColumnsOfChoice() throws StripeException {
        trade();
        Payout payout = stripe.payouts().list().getData().get(0);
        List<String> all =
                run(
                        parameters("payout_reconciliation.itemized.5")
                                .setParameters(
                                        interval()
                                                .setTimezone(Parameters.Timezone.EUROPE_HELSINKI)
                                                .addColumn("automatic_payout_id")
                                                .addColumn("created")
                                                .addColumn("net")
                                                .addColumn("payment_metadata[order]")
                                                .addColumn("card_brand")
                                                .build()));
        assertThat(all)
                .containsExactly(
                        "automatic_payout_id,created,net,payment_metadata[order],card_brand",
                        payout.getId() + ",2026-01-07 14:00:00,96.80,\"7, or 8\",visa",
                        payout.getId() + ",2026-01-07 14:00:00,-10.00,\"7, or 8\",visa");
        List<String> one =
                run(
                        parameters("payout_reconciliation.by_id.summary.1")
                                .setParameters(
                                        Parameters.builder().setPayout(payout.getId()).build()));
        assertThat(one).contains("charge,usd,1,100.00,3.20,96.80");
        assertThat(run(within("payouts.itemized.3")).get(1)).startsWith(payout.getId());
        assertThat(
                        run(
                                parameters("ending_balance_reconciliation.summary.1")
                                        .setParameters(
                                                Parameters.builder()
                                                        .setIntervalEnd(FROM + 86_400)
                                                        .build())))
                .contains("charge,usd,1,100.00,3.20,96.80");
    }

    @Test
    void reportTypesAreListed() throws StripeException {
        assertThat(stripe.reporting().reportTypes().list().getData())
                .extracting(ReportType::getId)
                .contains(
                        "balance.summary.1",
                        "balance_change_from_activity.itemized.3",
                        "payout_reconciliation.itemized.5",
                        "payout_reconciliation.by_id.itemized.4",
                        "ending_balance_reconciliation.itemized.4",
                        "connected_account_payout_reconciliation.itemized.5");
        ReportType type = stripe.reporting().reportTypes().retrieve("payouts.itemized.3");
        assertThat(type.getDefaultColumns()).contains("payout_id", "effective_at", "net");
        assertThat(type.getVersion()).isEqualTo(3L);
    }

    @Test
    void aRunThatMakesNoSenseIsRefused() {
        assertThat(refused(() -> create(within("balance.summary.9"))).getParam())
                .isEqualTo("report_type");
        assertThat(refused(() -> create(parameters("balance.summary.1"))).getParam())
                .isEqualTo("parameters[interval_start]");
        assertThat(
                        refused(
                                () ->
                                        create(
                                                parameters("balance.summary.1")
                                                        .setParameters(
                                                                interval()
                                                                        .addColumn("gros")
                                                                        .setIntervalEnd(FROM)
                                                                        .setIntervalStart(1L)
                                                                        .build()))))
                .hasMessageContaining("The column gros does not exist");
        assertThat(refused(() -> create(within("balance.summary.1"))))
                .hasMessageContaining("only available through");
        ReportRunCreateParams.Builder elsewhere =
                parameters("balance.summary.1")
                        .setParameters(interval().setTimezone(Parameters.Timezone.FACTORY).build());
        assertThat(refused(() -> create(elsewhere)).getParam()).isEqualTo("parameters[timezone]");
    }

    /** A charge and its refund, paid out, ten days long. */
    private void trade() throws StripeException {
        String charge =
                stripe.paymentIntents()
                        .create(
                                payment(10_000, "pm_card_visa")
                                        .putMetadata("order", "7, or 8")
                                        .build())
                        .getLatestCharge();
        stripe.refunds()
                .create(RefundCreateParams.builder().setCharge(charge).setAmount(1000L).build());
        sandbox.clock().advance(Duration.ofDays(10));
    }

    private static ReportRunCreateParams.Builder parameters(String type) {
        return ReportRunCreateParams.builder().setReportType(type);
    }

    private static ReportRunCreateParams.Builder within(String type) {
        return parameters(type).setParameters(interval().build());
    }

    private static Parameters.Builder interval() {
        long end = FROM + Duration.ofDays(10).toSeconds();
        return Parameters.builder().setIntervalStart(FROM).setIntervalEnd(end);
    }

    private ReportRun create(ReportRunCreateParams.Builder params) throws StripeException {
        return stripe.reporting().reportRuns().create(params.build());
    }

    private List<String> run(ReportRunCreateParams.Builder params) throws StripeException {
        String id = create(params).getId();
        sandbox.clock().advance(Duration.ofSeconds(1));
        return csv(stripe.reporting().reportRuns().retrieve(id));
    }

    private List<String> csv(ReportRun run) {
        String url = run.getResult().getUrl();
        assertThat(url).startsWith(sandbox.url());
        String path = url.substring(sandbox.url().length());
        return Clients.send(sandbox, "GET", path, null).body().lines().toList();
    }
}
