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

import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;

/**
 * A connection as its file describes it.
 *
 * @param properties its options, in which operators may stand
 * @param place where it stands
 */
record ConnectionDefinition(String id, Node.Mapping properties, Place place) {

    /** Names it only: its properties may hold a key. */
    @Override
    public String toString() {
        return "connection " + id;
    }
}
