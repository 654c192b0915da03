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

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The connections of the application by their names: {@code
 * camel.lowdefy-stripe.connections.europe.secret-key} describes the bean {@code europe}.
 */
@ConfigurationProperties(StripeConnections.PREFIX)
public class StripeConnections {

    static final String PREFIX = "camel.lowdefy-stripe";

    private final Map<String, StripeConnectionProperties> connections = new LinkedHashMap<>();

    public Map<String, StripeConnectionProperties> getConnections() {
        return connections;
    }
}
