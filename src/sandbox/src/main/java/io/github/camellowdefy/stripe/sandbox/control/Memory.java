// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;

/**
 * How much room the heap has. What counts is what the last collection left in the largest pool,
 * asked for now and then: a sandbox says that it is full before the process runs out of memory.
 */
public final class Memory {

    private static final double FULL = 0.9;
    private static final int EVERY = 64;

    private static final MemoryPoolMXBean POOL =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .filter(pool -> pool.getCollectionUsage() != null)
                    .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
                    .orElse(null);

    private int asked;
    private volatile boolean full;

    /** Whether there is no room for more; a millionth of a second in most cases. */
    public boolean isFull() {
        if (POOL != null && (full || asked++ % EVERY == 0)) {
            MemoryUsage left = POOL.getCollectionUsage();
            full = left.getMax() > 0 && left.getUsed() > left.getMax() * FULL;
        }
        return full;
    }

    /** Makes room after much was forgotten. */
    public void collect() {
        if (full) {
            System.gc();
        }
    }
}
