// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateReaderTest {

    private final TimeZone zone = TimeZone.getDefault();

    @BeforeEach
    void standInNewYork() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    }

    @AfterEach
    void restoreTimeZone() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026|2026-01-01T00:00:00Z",
                "2026-01|2026-01-01T00:00:00Z",
                "2026-01-31|2026-01-31T00:00:00Z",
                "2024-02-29|2024-02-29T00:00:00Z",
                "2026-01-31T12:00Z|2026-01-31T12:00:00Z",
                "2026-01-31T12:00:30Z|2026-01-31T12:00:30Z",
                "2026-01-31t12:00:30z|2026-01-31T12:00:30Z",
                "2026-01-31T12:00:30.5Z|2026-01-31T12:00:30.500Z",
                "2026-01-31T12:00:30.123456789Z|2026-01-31T12:00:30.123Z",
                "2026-01-31T12:00+02:00|2026-01-31T10:00:00Z",
                "2026-01-31T12:00-0330|2026-01-31T15:30:00Z",
                "2026-01-31T12:00:00+02|2026-01-31T10:00:00Z",
                "2026-01-31T12:00|2026-01-31T17:00:00Z",
                "2026-07-31T12:00:00.000|2026-07-31T16:00:00Z",
                "2026-01-31 12:00:00|2026-01-31T17:00:00Z",
                "2026-01-31 12:00:00Z|2026-01-31T12:00:00Z",
                "2026-03-08T02:30|2026-03-08T07:30:00Z",
                "2026-11-01T01:30|2026-11-01T05:30:00Z",
                "+012026-01-31|+12026-01-31T00:00:00Z",
                "-000001-01-31|-0001-01-31T00:00:00Z",
                "'Sat, 31 Jan 2026 12:00:00 +0100'|2026-01-31T11:00:00Z",
                "'Sat, 31 Jan 2026 12:00:00 GMT'|2026-01-31T12:00:00Z",
                "31 Jan 2026 12:00 -0500|2026-01-31T17:00:00Z",
                "1 feb 2026 12:00:00 GMT|2026-02-01T12:00:00Z"
            })
    void readsWhatTheStandardsWrite(String text, Instant expected) {
        assertThat(DateReader.read(text)).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "12",
                "2026-13-01",
                "2026-02-29",
                "2026-02-30",
                "2026-1-1",
                "20260131",
                "2026-01-31T",
                "2026-01-31T25:00Z",
                "2026-01-31T12:60Z",
                "2026-01-31T12:00:00+24:00",
                "2026-01-31Z",
                "2026-01-31T12:00Z more",
                " 2026-01-31",
                "1/31/2026",
                "31.1.2026",
                "Jan 31, 2026",
                "January 31 2026 10:00 PM",
                "31 Jan 2026",
                "30 Feb 2026 12:00 GMT",
                "Sun, 31 Jan 2026 12:00:00 GMT",
                "Sat Jan 31 2026 12:00:00 GMT+0100 (CET)",
                "now",
                "1769817600000",
                "+275760-09-14"
            })
    void readsNothingElse(String text) {
        assertThat(DateReader.read(text)).isNaN();
    }
}
