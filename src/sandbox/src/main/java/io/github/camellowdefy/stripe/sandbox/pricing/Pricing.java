// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import java.util.List;

/** Everything that says what things cost, put together. */
public final class Pricing implements Behaviours.Module {

    @Override
    public void register(Behaviours table) {
        List.of(
                        new Prices(),
                        new Plans(),
                        new Coupons(),
                        new Meters(),
                        new MeterEvents(),
                        new TaxIds(),
                        new Entitlements())
                .forEach(module -> module.register(table));
    }
}
