// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

/** One way to create customers over and over. */
interface Contender extends AutoCloseable {

    /** Makes calls, so many at a time, and returns when the last has been answered. */
    void run(int calls, int concurrency) throws Exception;

    @Override
    void close() throws Exception;
}
