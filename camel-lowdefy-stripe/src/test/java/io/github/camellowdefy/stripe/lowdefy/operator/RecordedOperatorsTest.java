/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.lowdefy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordedOperatorsTest {

    /** Another file of recorded rows can be replayed with -Dlowdefy.operators=... */
    private static final Path ROWS =
            Path.of(
                    System.getProperty(
                            "lowdefy.operators", "src/test/resources/lowdefy/operators.jsonl"));

    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restoreTimeZone() {
        TimeZone.setDefault(zone);
    }

    @Test
    void everyRecordedOperatorGivesWhatLowdefyGave() throws IOException {
        List<String> lines = Files.readAllLines(ROWS);
        List<String> differences = new ArrayList<>();
        for (String line : lines) {
            RecordedOperator recorded = RecordedOperator.parse(line);
            TimeZone.setDefault(TimeZone.getTimeZone(recorded.zone()));
            String difference = difference(recorded);
            if (difference != null) {
                differences.add(recorded + "\n    " + difference);
            }
        }
        assertThat(lines).hasSizeGreaterThan(500);
        assertThat(differences).as(differences.size() + " differences").isEmpty();
    }

    private static String difference(RecordedOperator recorded) {
        Object actual;
        try {
            actual = recorded.evaluate();
        } catch (InvalidStripeCallException | LowdefyFileException e) {
            return recorded.fails() ? null : "failed: " + e.getMessage();
        }
        if (recorded.fails()) {
            return "did not fail, gave " + actual;
        }
        return RecordedOperator.isSame(recorded.output(), actual) ? null : "gave " + actual;
    }
}
