// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandOverTest {

    private final AtomicInteger runs = new AtomicInteger();

    static Stream<Executor> poolsThatTakeNothing() {
        return Stream.of(
                task -> {
                    throw new RejectedExecutionException();
                },
                task -> {
                    throw new IllegalStateException("closed");
                },
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                });
    }

    @ParameterizedTest
    @MethodSource("poolsThatTakeNothing")
    void whatNoPoolTakesRunsAtOnce(Executor pool) {
        new RouteWorkers.HandOver(pool).execute(runs::incrementAndGet);

        assertThat(runs).hasValue(1);
    }

    @Test
    void whatAPoolKeptBeforeItFailedRunsOnce() {
        Runnable[] kept = new Runnable[1];
        Executor pool =
                task -> {
                    kept[0] = task;
                    throw new OutOfMemoryError("unable to create native thread");
                };

        new RouteWorkers.HandOver(pool).execute(runs::incrementAndGet);
        kept[0].run();

        assertThat(runs).hasValue(1);
    }

    @Test
    void aTaskThatFailsOnTheCallersThreadDoesNotBeginAgain() {
        Runnable failing =
                () -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("of the task");
                };

        assertThatThrownBy(() -> new RouteWorkers.HandOver(Runnable::run).execute(failing))
                .hasMessage("of the task");
        assertThat(runs).hasValue(1);
    }
}
