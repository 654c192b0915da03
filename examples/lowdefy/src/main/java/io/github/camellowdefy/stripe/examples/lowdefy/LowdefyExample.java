// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.lowdefy;

import org.apache.camel.main.Main;

/** Calls Stripe when {@code STRIPE_SECRET_KEY} is set, else a sandbox in this process. */
public final class LowdefyExample {

    private LowdefyExample() {}

    public static void main(String[] args) throws Exception {
        Main main = new Main();
        main.configure()
                .setProfile(System.getenv("STRIPE_SECRET_KEY") == null ? "sandbox" : "stripe");
        main.run(args);
    }
}
