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
package io.github.camellowdefy.stripe.connection;

import io.github.camellowdefy.stripe.client.StripeConnection;

/** Shows to the outside what goes on in a connection, from its opening to its end. */
@FunctionalInterface
public interface ConnectionWatcher {

    /**
     * Begins to watch.
     *
     * @param name tells the connection from the others of the context
     * @return ends it
     */
    Watch watch(String name, StripeConnection connection);

    /** A watch that can be ended. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
