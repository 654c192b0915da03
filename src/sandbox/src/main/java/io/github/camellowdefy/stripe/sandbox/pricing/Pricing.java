// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import java.util.List;

/** Everything that says what things cost, put together. */
public final class Pricing implements Behaviours.Module {

    @Override
    public void register(Behaviours table, Engine engine) {
        List.of(
                        new Prices(),
                        new Plans(),
                        new Coupons(),
                        new Meters(),
                        new MeterEvents(),
                        new TaxIds())
                .forEach(module -> module.register(table, engine));
    }
}
