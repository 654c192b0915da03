// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.webhooks;

import org.apache.camel.main.Main;

/** A shop that Stripe pays when {@code STRIPE_SECRET_KEY} is set, else a sandbox. */
public final class Webhooks {

    private Webhooks() {}

    public static void main(String[] args) throws Exception {
        Main main = new Main();
        main.configure()
                .setProfile(System.getenv("STRIPE_SECRET_KEY") == null ? "sandbox" : "stripe");
        main.run(args);
    }
}
