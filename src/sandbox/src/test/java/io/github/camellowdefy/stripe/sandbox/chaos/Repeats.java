// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

/**
 * Who repeats what failed.
 *
 * @param redeliveries how often Camel redelivers the exchange
 * @param networkRetries how often the component repeats an attempt
 */
record Repeats(String name, int redeliveries, int networkRetries) {

    static final Repeats CAMEL = new Repeats("Camel redelivery", 3, 0);
    static final Repeats COMPONENT = new Repeats("component retries", 0, 2);
    static final Repeats BOTH = new Repeats("both", 2, 1);

    @Override
    public String toString() {
        return name;
    }
}
