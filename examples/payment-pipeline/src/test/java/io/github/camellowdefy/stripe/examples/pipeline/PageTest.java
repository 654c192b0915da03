// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page that shows the pipeline. */
@ExtendWith(PipelineExtension.class)
class PageTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir private Path profile;

    @Test
    void theStatusCountsWhatTheTableHolds(Pipeline pipeline) throws Exception {
        JsonNode before = status(pipeline).path("payments");
        pipeline.sandbox().faults().next(Fault.ERROR_500_BEFORE, 1, "POST /v1/payment_intents");
        pipeline.settled(pipeline.order(500, "pm_card_visa"));
        pipeline.settled(pipeline.order(500, "pm_card_chargeDeclined"));

        JsonNode after = status(pipeline).path("payments");
        assertThat(after.path("orders").asInt()).isEqualTo(before.path("orders").asInt() + 2);
        assertThat(after.path("charged").asInt()).isEqualTo(before.path("charged").asInt() + 1);
        assertThat(after.path("declined").asInt()).isEqualTo(before.path("declined").asInt() + 1);
        await().untilAsserted(
                        () -> {
                            JsonNode status = status(pipeline);
                            JsonNode stripe =
                                    status.path("instances").path(0).path("connections").path(0);
                            assertThat(stripe.path("retries").path("server_error").asInt())
                                    .isPositive();
                            assertThat(stripe.path("errors").toString())
                                    .contains("CardException", "request req_");
                            assertThat(status.path("lag").path("orders").asInt()).isZero();
                        });
        assertThat(status(pipeline).toString()).doesNotContain(pipeline.sandbox().secretKey());
    }

    @Test
    void aBrowserShowsIt(Pipeline pipeline) throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "needs Chromium");
        pipeline.settled(pipeline.order(500, "pm_card_visa"));

        assertThat(shown(pipeline))
                .contains("role=\"status\" class=\"good\">live<")
                .containsPattern("<dt>charged</dt><dd>[1-9]")
                .contains(">alive<", "stripe-events", "% of 80/s")
                .contains("<th>differences</th><td class=\"good\">0</td>");
    }

    @Test
    void aBrowserShowsWhatTheDailyReportHasFound(Pipeline pipeline) throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "needs Chromium");
        pipeline.sql()
                .update(
                        "INSERT INTO balance_transactions VALUES ('txn_planted', 'po_planted', 'ch_planted', 'ch_planted', 'charge', 2500, 0, 2500, 'usd', 0)");
        try {
            assertThat(shown(pipeline))
                    .contains("<th>missing in table</th><td class=\"bad\">ch_planted</td>");
        } finally {
            pipeline.sql().update("DELETE FROM balance_transactions WHERE id = 'txn_planted'");
        }
    }

    private String shown(Pipeline pipeline) throws Exception {
        Process browser =
                new ProcessBuilder(
                                List.of(
                                        CHROMIUM.toString(),
                                        "--headless",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync",
                                        "--user-data-dir=" + profile,
                                        "--window-size=390,800",
                                        "--timeout=3000",
                                        "--virtual-time-budget=2500",
                                        "--dump-dom",
                                        pipeline.url() + "/"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static JsonNode status(Pipeline pipeline) throws Exception {
        return new ObjectMapper().readTree(pipeline.get("/status"));
    }
}
