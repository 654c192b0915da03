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
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Unresolved;
import java.util.List;

/**
 * What one Lowdefy file says about Stripe.
 *
 * @param location the file, as Camel names it
 * @param connections of type {@code Stripe}
 * @param requests of type {@code StripeRequest}, from wherever they stand
 * @param unread connections that cannot be read, for a reason such as a missing file
 * @param remainder the rest of the file
 */
record LowdefyDocument(
        String location,
        List<ConnectionDefinition> connections,
        List<RequestDefinition> requests,
        List<Unresolved> unread,
        Remainder remainder) {

    LowdefyDocument {
        connections = List.copyOf(connections);
        requests = List.copyOf(requests);
        unread = List.copyOf(unread);
    }
}
