// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiConnectionException;
import io.github.camellowdefy.stripe.StripeProducerConfiguration;
import io.github.camellowdefy.stripe.client.PagedStripe;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.page.Positions;
import io.github.camellowdefy.stripe.client.page.ResumableBackfill.Shared;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backfill goes on with two slices at once, and either may be the first with a page. */
class BulkReadTest {

    private final List<StripeCallFuture> calls = new ArrayList<>();
    private final List<String> abandoned = new ArrayList<>();
    private final Map<String, String> states = new HashMap<>();
    private BulkRead read;

    @AfterEach
    void close() {
        read.items().close();
    }

    @Test
    void theReportIsThatOfTheSliceWhosePageCameFirst() {
        resumeTwoSlices();

        calls.get(1).end(report("req_second", CallOutcome.SUCCEEDED), page(), null);

        assertThat(read.first()).isCompleted();
        assertThat(read.first().report().requestId()).isEqualTo("req_second");
    }

    @Test
    void aSliceThatFailsFirstFailsTheReadWithItsOwnReport() {
        resumeTwoSlices();
        ApiConnectionException failure = new ApiConnectionException("reset");

        calls.get(1).end(report("req_second", CallOutcome.FAILED), null, failure);

        assertThat(read.first()).isCompletedExceptionally();
        assertThat(read.first().handle((page, cause) -> cause).join()).isSameAs(failure);
        assertThat(read.first().report().requestId()).isEqualTo("req_second");
    }

    @Test
    void givingTheReadUpGivesAllItsCallsUp() {
        resumeTwoSlices();

        read.first().abandon("the thread was interrupted");

        assertThat(abandoned).hasSize(2).containsOnly("the thread was interrupted");
    }

    @Test
    void aReadThatEarlierRunsHaveEndedSendsNothing() {
        states.put("copy", "0-");
        states.put("copy:0-", "- 0 done - -");

        read();

        assertThat(read.first()).isNull();
        assertThat(calls).isEmpty();
    }

    private void resumeTwoSlices() {
        states.put("copy", "0-");
        states.put("copy:0-", "- 0 open - 100,0");
        read();
        assertThat(calls).hasSize(2);
    }

    private void read() {
        StripeProducerConfiguration options = new StripeProducerConfiguration();
        options.setAutoPaging(true);
        options.setBackfill(2);
        read =
                new BulkRead(
                        options,
                        PagedStripe.call("customers.list", Map.of()),
                        AnswerFormat.MAP,
                        new Shared(
                                Positions.of(states::get, states::put),
                                "copy",
                                Duration.ofMinutes(1),
                                Clock.systemUTC()),
                        (page, format) -> {
                            StripeCallFuture call = new StripeCallFuture(null);
                            call.onAbandon(abandoned::add);
                            calls.add(call);
                            return call;
                        });
    }

    private static StripeAnswer page() {
        return new StripeAnswer(
                report("req_second", CallOutcome.SUCCEEDED),
                Map.of("object", "list", "data", List.of(), "has_more", false),
                Map.of());
    }

    private static CallReport report(String requestId, CallOutcome outcome) {
        return new CallReport(
                "customers.list", null, outcome, 1, 200, requestId, null, 1, false, false);
    }
}
