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
package io.github.camellowdefy.stripe.sandbox.chaos;

/**
 * Who repeats what failed.
 *
 * @param redeliveries how often Camel redelivers the exchange
 * @param networkRetries how often the component repeats an attempt
 */
record Repeats(String name, int redeliveries, int networkRetries) {

    static final Repeats CAMEL = new Repeats("Camel redelivery", 3, 0);
    static final Repeats COMPONENT = new Repeats("component retries", 0, 2);
    static final Repeats BOTH = new Repeats("both", 2, 1);

    @Override
    public String toString() {
        return name;
    }
}
