// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events polled by a process that is killed again and again. */
class KilledConsumerTest {

    private static final int EVENTS = Scale.of(1_000, 10_000);
    private static final int KILLS = Scale.of(2, 20);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    private final Random random = new Random(20_261_123);

    @Test
    void everyEventComesAtLeastOnce() throws Exception {
        try (StripeSandbox sandbox = anHourAgo()) {
            List<String> events = customersCreated(sandbox);

            killAgainAndAgain(sandbox, false, () -> cursorIsBehindWhatIsDone(events));

            assertThat(seen()).containsAll(events);
        }
    }

    /** Once is what the repository says: an event cut off by the kill has not been done. */
    @Test
    void anEventThatIsInTheRepositoryNeverComesAgain() throws Exception {
        try (StripeSandbox sandbox = anHourAgo()) {
            List<String> events = customersCreated(sandbox);
            Map<Integer, Set<String>> done = new TreeMap<>();

            killAgainAndAgain(
                    sandbox,
                    true,
                    () -> {
                        cursorIsBehindWhatIsDone(events);
                        done.put(seen().size(), Set.copyOf(lines(EventWorker.DONE)));
                    });

            List<String> seen = seen();
            done.forEach(
                    (lines, before) ->
                            assertThat(seen.subList(lines, seen.size()))
                                    .as("what came after a kill")
                                    .doesNotContainAnyElementsOf(before));
            assertThat(seen).containsAll(events);
            // each kill can cut off one event between its last step and the repository
            assertThat(seen.size() - events.size()).isBetween(0, KILLS);
            assertThat(lines(EventWorker.DONE)).containsExactlyInAnyOrderElementsOf(events);
        }
    }

    private interface Check {
        void run() throws IOException;
    }

    private void killAgainAndAgain(StripeSandbox sandbox, boolean remember, Check check)
            throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            Process worker = start(sandbox, remember, EVENTS - 1 - seen().size());
            int enough = EVENTS * kill / (KILLS + 2) + random.nextInt(EVENTS / (KILLS * 4));
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> seen().size() >= enough);
            worker.destroyForcibly().waitFor();
            check.run();
        }
        assertThat(seen()).as("events seen before the last start").hasSizeLessThan(EVENTS);
        assertThat(lines(EventWorker.CURSOR)).as("cursors saved").isNotEmpty();

        Process worker = start(sandbox, remember, Integer.MAX_VALUE);
        await().atMost(Duration.ofMinutes(5))
                .until(() -> new HashSet<>(seen()).size() == EVENTS && isIdle(remember));
        worker.destroyForcibly().waitFor();

        // made under the event's id, charges are as many as events however often those came
        assertThat(sandbox.charges().count()).isEqualTo(EVENTS);
    }

    private boolean isIdle(boolean remember) throws IOException {
        return !remember || lines(EventWorker.DONE).size() == EVENTS;
    }

    private static StripeSandbox anHourAgo() {
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        return StripeSandbox.builder().clock(SandboxClock.frozenAt(hourAgo)).start();
    }

    /** The events of so many customers, made in the last hour, the oldest first. */
    private static List<String> customersCreated(StripeSandbox sandbox) {
        sandbox.engine()
                .change(
                        sandbox.engine().platform(),
                        changes -> {
                            for (int i = 0; i < EVENTS; i++) {
                                changes.insert(changes.draft("customer"));
                                sandbox.clock().advance(Duration.ofHours(1).dividedBy(EVENTS));
                            }
                        });
        List<String> ids = new ArrayList<>();
        for (Map<String, Object> event : sandbox.events().with("type", "customer.created").list()) {
            ids.add(0, (String) event.get("id"));
        }
        return ids;
    }

    /** What the cursor stands at, and all that came before, has been seen. */
    private void cursorIsBehindWhatIsDone(List<String> events) throws IOException {
        List<String> cursors = lines(EventWorker.CURSOR);
        if (cursors.isEmpty()) {
            return;
        }
        String last = cursors.get(cursors.size() - 1);
        JsonNode cursor = JSON.readTree(last.substring(last.indexOf('=') + 1));
        JsonNode position = cursor.path("position");
        Set<String> seen = new HashSet<>(seen());
        if (position.has("id")) {
            int until = events.indexOf(position.path("id").textValue());
            assertThat(until).isNotNegative();
            assertThat(seen).containsAll(events.subList(0, until + 1));
        }
        List<String> done = new ArrayList<>();
        cursor.path("done").fieldNames().forEachRemaining(done::add);
        assertThat(seen).containsAll(done);
    }

    private List<String> seen() throws IOException {
        return lines(EventWorker.SEEN);
    }

    /** The lines of a file of the worker's; one that was cut off does not count. */
    private List<String> lines(String file) throws IOException {
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            return List.of();
        }
        String text = Files.readString(path);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private Process start(StripeSandbox sandbox, boolean remember, int most) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        EventWorker.class.getName(),
                        folder.toString(),
                        sandbox.secretKey(),
                        sandbox.url(),
                        Boolean.toString(remember),
                        Integer.toString(most))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
