// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.camellowdefy.stripe.EventsApi;
import io.github.camellowdefy.stripe.LogLines;
import io.github.camellowdefy.stripe.Routes;
import io.github.camellowdefy.stripe.event.SimulatedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A cursor that is lost or damaged never makes a route skip events in silence. */
class DamagedCursorTest {

    private static final String CURSOR =
            "stripe-events:paid={\"completeUntil\":%d,\"done\":{}}".formatted(SimulatedLog.START);

    /** How the option names the file of the cursor. */
    enum Named {
        PATH,
        BEAN,
        STARTED_BEAN
    }

    @TempDir private Path directory;
    private final SimulatedLog log = new SimulatedLog();

    /** A cursor is judged before the first poll, and a poll under way holds up the stop. */
    private long initialDelay = 60_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATH         | 'stripe-events:paid={\"compl#'      | The cursor 'stripe-events:paid' in line 1 of",
                "BEAN         | 'stripe-events:paid={\"compl#'      | The cursor 'stripe-events:paid' in line 1 of",
                "STARTED_BEAN | 'stripe-events:paid={\"compl#'      | The cursor 'stripe-events:paid' in line 1 of",
                "PATH         | 'a=1#stripe-events:paid={}#'        | The cursor 'stripe-events:paid' in line 2 of",
                "BEAN         | 'a=1#stripe-events:paid=#'          | The cursor 'stripe-events:paid' in line 2 of",
                "PATH         | 'stripe-events:paid={\"compl'       | line 1 is cut off",
                "BEAN         | 'stripe-events:paid={\"compl'       | line 1 is cut off",
                "PATH         | '~~~~'                              | line 1 is cut off",
                "BEAN         | '~~~~#'                             | line 1 holds what is no text",
                "PATH         | '\uFEFFstripe-events:paid={}#'      | line 1 begins with a byte order mark",
                "BEAN         | '\uFEFFstripe-events:paid={}#'      | line 1 ",
                "STARTED_BEAN | '\uFEFFstripe-events:paid={}#'      | line 1 ",
            })
    void isRefusedWithItsFileAndLine(Named named, String content, String sentence)
            throws IOException {
        Path file = directory.resolve("cursor");
        Files.writeString(file, content.replace('#', '\n').replace('~', '\0'));

        assertThatThrownBy(() -> start(named, file, "now"))
                .hasStackTraceContaining(sentence)
                .hasStackTraceContaining(file.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATH         | ''                       | now      | holds nothing: it starts from now, and every event before is skipped",
                "BEAN         | ''                       | now      | holds nothing: it starts from now, and every event before is skipped",
                "PATH         | 'stripe-events:old={}#'  | now      | holds stripe-events:old: it starts from now",
                "BEAN         | 'stripe-events:old={}#'  | now      | holds stripe-events:old: it starts from now",
                "STARTED_BEAN | 'stripe-events:old={}#'  | now      | holds stripe-events:old: it starts from now",
                "PATH         | ''                       | earliest | holds nothing: it starts from the earliest event, and those that were processed before come again",
                "PATH         | ''                       | 2026-09-20T00:00:00Z | it starts from 2026-09-20T00:00:00Z, and every event before is skipped",
            })
    void isWarnedOfOnceWhereItIsMissing(Named named, String content, String from, String warning)
            throws Exception {
        Path file = directory.resolve("cursor");
        Files.writeString(file, content.replace('#', '\n'));

        try (LogLines lines = new LogLines();
                Routes routes = start(named, file, from)) {
            routes.context().getRouteController().stopRoute("paid");
            routes.context().getRouteController().startRoute("paid");

            assertThat(warnings(lines))
                    .singleElement()
                    .asString()
                    .contains("finds no cursor 'stripe-events:paid' in " + file, warning);
        }
        try (LogLines lines = new LogLines();
                Routes routes = start(named, file, from)) {
            assertThat(warnings(lines)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Named.class)
    void isNoLossWhereTheFileIsNew(Named named) throws Exception {
        try (LogLines lines = new LogLines();
                Routes routes = start(named, directory.resolve("new/cursor"), "now", "refunded")) {
            assertThat(warnings(lines)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Named.class)
    void isTakenUpWhereItStands(Named named) throws Exception {
        Path file = directory.resolve("cursor");
        Files.writeString(file, CURSOR + '\n');
        log.append(2, 1);
        initialDelay = 0;

        try (LogLines lines = new LogLines();
                Routes routes = start(named, file, "now")) {
            await().until(() -> routes.mock("mock:paid").getReceivedCounter() == 2);
            assertThat(warnings(lines)).isEmpty();
        }
    }

    @Test
    void isGoneOnFromWhereAnEarlierLineHoldsItThoughTheLastIsCutOff() throws Exception {
        Path file = directory.resolve("cursor");
        Files.writeString(file, CURSOR + "\nstripe-events:paid={\"compl");
        log.append(2, 1);
        initialDelay = 0;

        try (Routes routes = start(Named.BEAN, file, "now")) {
            await().until(() -> routes.mock("mock:paid").getReceivedCounter() == 2);
        }
    }

    @Test
    void isNotLookedForInAFolder() {
        assertThatThrownBy(() -> start(Named.PATH, directory, "now"))
                .hasStackTraceContaining(
                        "The option offsetRepository is %s, which is a folder; expected the path of a file, such as "
                                .formatted(directory));
    }

    private Routes start(Named named, Path file, String from, String... others) throws Exception {
        return Routes.start(
                new EventsApi(log),
                context -> {
                    context.getRegistry().bind("clock", Clock.class, log.clock);
                    FileStateRepository bean =
                            FileStateRepository.fileStateRepository(file.toFile(), new HashMap<>());
                    if (named == Named.STARTED_BEAN) {
                        bean.start();
                    }
                    context.getRegistry().bind("offsets", bean);
                },
                builder -> {
                    String events =
                            "stripe:events?initialDelay=%d&delay=60000&startFrom=%s&offsetRepository=%s"
                                    .formatted(
                                            initialDelay,
                                            from,
                                            named == Named.PATH ? file : "#bean:offsets");
                    builder.from(events).routeId("paid").to("mock:paid");
                    for (String other : others) {
                        builder.from(events + "&types=charge.*").routeId(other).to("mock:paid");
                    }
                });
    }

    private static List<String> warnings(LogLines lines) {
        return lines.all().stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
