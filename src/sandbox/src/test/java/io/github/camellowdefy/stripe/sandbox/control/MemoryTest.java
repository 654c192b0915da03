// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryUsage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final long ROOM = 1_000;

    private long left;
    private long live;
    private int collections;

    private final Memory memory =
            new Memory(() -> new MemoryUsage(0, left, ROOM, ROOM), this::collect);

    @Test
    void garbageThatTheCollectorHasLeftIsNoReasonToRefuse() {
        left = 950;
        live = 300;

        assertThat(memory.isFull()).isFalse();
        assertThat(collections).isEqualTo(1);
    }

    @Test
    void objectsThatStayAfterACollectionFillTheHeap() {
        left = live = 950;

        assertThat(memory.isFull()).isTrue();
        assertThat(memory.isFull()).isTrue();
        assertThat(collections).as("not one for each request").isEqualTo(1);
    }

    @Test
    void aFullHeapHasRoomAgainWhenObjectsWereDeleted() {
        left = live = 950;
        assertThat(memory.isFull()).isTrue();

        live = 100;

        assertThat(IntStream.rangeClosed(1, 64).anyMatch(request -> !memory.isFull())).isTrue();
    }

    @Test
    void aResetCollectsAtOnce() {
        left = live = 950;
        assertThat(memory.isFull()).isTrue();

        live = 100;
        memory.collect();

        assertThat(memory.isFull()).isFalse();
    }

    @Test
    void aHeapWithRoomIsNotCollected() {
        left = live = 500;

        assertThat(memory.isFull()).isFalse();
        memory.collect();
        assertThat(collections).isZero();
    }

    private void collect() {
        collections++;
        left = live;
    }
}
