// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.StripeSandboxExtension;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StripeSandboxExtension.class)
class OfflineRouteTest {
    @Test
    void aLostAnswerMakesNoSecondCustomer(StripeSandbox stripe) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            stripe.configure(camel.getComponent("stripe", StripeComponent.class));
            RouteBuilder.addRoutes(camel, routes -> routes.from("direct:new").to("stripe"));
            camel.start();
            stripe.faults().next(Fault.RESET_AFTER);
            String request = "customers: {create: [{name: Ada}]}";
            camel.createProducerTemplate().requestBody("direct:new", request);
            assertEquals(1, stripe.customers().with("name", "Ada").count());
        }
    }
}
