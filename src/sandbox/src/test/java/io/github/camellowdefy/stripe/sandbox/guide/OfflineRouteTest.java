/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
