// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsTest {

    @Test
    void theLastDayOfAMonthIsKeptOverShortMonths() {
        assertThat(ends("2028-01-31T10:00:00Z", "month", 1, 4))
                .containsExactly(
                        "2028-02-29T10:00:00Z",
                        "2028-03-31T10:00:00Z",
                        "2028-04-30T10:00:00Z",
                        "2028-05-31T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "day, 3, 2026-03-04T00:00:00Z",
        "week, 2, 2026-03-15T00:00:00Z",
        "month, 3, 2026-06-01T00:00:00Z",
        "year, 1, 2027-03-01T00:00:00Z"
    })
    void everyIntervalIsCounted(String interval, int count, String end) {
        assertThat(ends("2026-03-01T00:00:00Z", interval, count, 1)).containsExactly(end);
    }

    @Test
    void aPeriodBeforeItsAnchorEndsThere() {
        long anchor = Instant.parse("2026-02-01T00:00:00Z").getEpochSecond();
        long start = Instant.parse("2026-01-20T00:00:00Z").getEpochSecond();
        assertThat(Periods.end(start, anchor, recurring("month", 1))).isEqualTo(anchor);
    }

    private static List<String> ends(String start, String interval, int count, int times) {
        long anchor = Instant.parse(start).getEpochSecond();
        long at = anchor;
        List<String> ends = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            at = Periods.end(at, anchor, recurring(interval, count));
            ends.add(Instant.ofEpochSecond(at).toString());
        }
        return ends;
    }

    private static ObjectNode recurring(String interval, int count) {
        return Json.object().put("interval", interval).put("interval_count", count);
    }
}
