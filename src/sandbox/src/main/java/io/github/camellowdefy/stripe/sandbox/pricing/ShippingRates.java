// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;

/** What it costs to send goods. */
public final class ShippingRates {

    private ShippingRates() {}

    /** The cost, as sessions and invoices show it, of the rate that parameters name or describe. */
    public static ObjectNode cost(Changes changes, Params params, String path) {
        String id = params.text("shipping_rate");
        missingIf(id == null && !params.has("shipping_rate_data"), path + "[shipping_rate]");
        ObjectNode rate =
                id == null
                        ? make(changes, params.hash("shipping_rate_data"))
                        : changes.account()
                                .referenced("shipping_rate", id, path + "[shipping_rate]");
        return Shapes.of("shipping_cost", rate);
    }

    private static ObjectNode make(Changes changes, Params data) {
        ObjectNode rate = changes.draft("shipping_rate");
        data.copyTo(rate, "display_name", "type", "tax_behavior", "tax_code", "metadata");
        Params fixed = data.hash("fixed_amount");
        rate.putObject("fixed_amount")
                .put("amount", fixed.requireInteger("amount"))
                .put("currency", Money.currency(fixed));
        data.copyTo(rate, "delivery_estimate");
        return changes.insert(rate);
    }
}
