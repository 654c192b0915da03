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
package io.github.camellowdefy.stripe.benchmarks;

/** One way to create customers over and over. */
interface Contender extends AutoCloseable {

    /** Makes calls, so many at a time, and returns when the last has been answered. */
    void run(int calls, int concurrency) throws Exception;

    @Override
    void close() throws Exception;
}
