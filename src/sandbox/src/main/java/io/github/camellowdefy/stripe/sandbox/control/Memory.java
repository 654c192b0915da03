// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.function.Supplier;

/**
 * How much room the heap has: what the last collection left in the largest pool, so that a sandbox
 * says that it is full before the process runs out of memory. A collector may leave garbage for
 * later, so the heap counts as full only after a whole collection.
 */
public final class Memory {

    private static final double FULL = 0.9;
    private static final int EVERY = 64;

    private final Supplier<MemoryUsage> left;
    private final Runnable collection;
    private int asked;
    private volatile boolean full;

    public Memory() {
        this(largestPool(), System::gc);
    }

    /**
     * @param left what the last collection has left; null where nobody knows
     */
    Memory(Supplier<MemoryUsage> left, Runnable collection) {
        this.left = left;
        this.collection = collection;
    }

    /** Whether there is no room for more; a millionth of a second in most cases. */
    public boolean isFull() {
        boolean due = asked++ % EVERY == 0;
        if (due && isOver()) {
            collection.run();
        }
        if (due || full) {
            full = isOver();
        }
        return full;
    }

    /** Makes room after much was forgotten. */
    public void collect() {
        if (full) {
            collection.run();
        }
    }

    private boolean isOver() {
        MemoryUsage usage = left.get();
        return usage != null && usage.getMax() > 0 && usage.getUsed() > usage.getMax() * FULL;
    }

    private static Supplier<MemoryUsage> largestPool() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> pool.getCollectionUsage() != null)
                .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
                .<Supplier<MemoryUsage>>map(pool -> pool::getCollectionUsage)
                .orElse(() -> null);
    }
}
