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
package io.github.camellowdefy.stripe.springboot;

import io.github.camellowdefy.stripe.StripeConfiguration;

/** Makes the beans of the connections that the properties name. */
class StripeConnectionFactory {

    private final StripeConnections connections;
    private final ComponentOptions options;

    StripeConnectionFactory(StripeConnections connections, ComponentOptions options) {
        this.connections = connections;
        this.options = options;
    }

    StripeConfiguration connection(String name) {
        return options.connection(
                StripeConnections.PREFIX + ".connections." + name,
                connections
                        .getConnections()
                        .getOrDefault(name, new StripeConnectionProperties())
                        .values());
    }
}
