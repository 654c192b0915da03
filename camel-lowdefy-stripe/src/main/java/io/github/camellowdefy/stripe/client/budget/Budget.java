// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.budget;

/** The requests per second of one account. Its caller calls it from one thread at a time. */
public interface Budget {

    /**
     * Takes the share of one request.
     *
     * @param sendable how many requests could be sent now if the budget allowed it, at least 1
     * @return 0 when the share was taken, else the nanoseconds after which to try again
     */
    long take(int sendable);

    /** Stripe refused a request because there were too many. */
    void refused();

    /** Whether nothing is lost when this budget is forgotten and made anew. */
    boolean isUntouched();
}
