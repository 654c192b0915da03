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

import org.apache.camel.Consumer;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;

/** Stands in a route for an endpoint whose options are refused, until the route starts. */
final class RefusedEndpoint extends StripeEndpoint {

    private final IllegalArgumentException refusal;

    /**
     * @param uri without options, which may hold a secret
     */
    RefusedEndpoint(String uri, StripeComponent component, IllegalArgumentException refusal) {
        super(uri, component, null);
        this.refusal = refusal;
    }

    @Override
    public Producer createProducer() {
        throw refusal;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw refusal;
    }

    @Override
    public PollingConsumer createPollingConsumer() {
        throw refusal;
    }
}
