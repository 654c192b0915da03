// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.camellowdefy.stripe.EventsApi;
import io.github.camellowdefy.stripe.LogLines;
import io.github.camellowdefy.stripe.Routes;
import io.github.camellowdefy.stripe.event.SimulatedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cursor is found again under the id of its route. */
class CursorNameTest {

    @TempDir private Path directory;
    private final SimulatedLog log = new SimulatedLog();

    @Test
    void aRouteWithAnIdOfItsOwnKeepsItsCursorUnderThat() throws Exception {
        try (LogLines lines = new LogLines()) {
            assertThat(cursorOf(route -> route.routeId("paid"))).startsWith("stripe-events:paid=");

            assertThat(lines.all()).noneMatch(line -> line.getLevel() == Level.WARN);
        }
    }

    @Test
    void aRouteWithoutAnIdIsToldThatItsCursorMayGetLost() throws Exception {
        try (LogLines lines = new LogLines()) {
            assertThat(cursorOf(route -> route)).matches("(?s)stripe-events:route\\d+=.*");

            assertThat(lines.all())
                    .filteredOn(line -> line.getLevel() == Level.WARN)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("keeps its cursor under route", "give the route an id of its own");
        }
    }

    private String cursorOf(UnaryOperator<RouteDefinition> named) throws Exception {
        Path file = directory.resolve("cursor");
        log.append(1);
        try (Routes routes =
                Routes.start(
                        new EventsApi(log),
                        context -> context.getRegistry().bind("clock", Clock.class, log.clock),
                        builder ->
                                named.apply(
                                                builder.from(
                                                        "stripe:events?startFrom=earliest&initialDelay=0&delay=20&offsetRepository="
                                                                + file))
                                        .to("mock:events"))) {
            await().until(() -> routes.mock("mock:events").getReceivedCounter() == 1);
        }
        return Files.readString(file);
    }
}
