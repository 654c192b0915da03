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
package io.github.camellowdefy.stripe;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Calls any operation of the Stripe API, and receives its events. */
@Component("stripe,lowdefy-stripe")
public class StripeComponent extends DefaultComponent {

    @Metadata(label = "advanced", description = "The options every endpoint starts from.")
    private StripeConfiguration configuration = new StripeConfiguration();

    public StripeComponent() {}

    public StripeComponent(CamelContext context) {
        super(context);
    }

    public StripeConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(StripeConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        StripeEndpoint endpoint = new StripeEndpoint(uri, this, remaining);
        endpoint.setConnection(
                resolveAndRemoveReferenceParameter(
                        parameters, "connection", StripeConfiguration.class));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
