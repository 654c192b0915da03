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
package io.github.camellowdefy.stripe.sandbox.engine;

/** One object as the store keeps it: its JSON as bytes, which is small and safe to share. */
interface Stored {

    String id();

    /** Where it stands in its shelf: {@code created} in the upper half, a sequence below. */
    long key();

    byte[] json();

    /** The id of the object it lives under, or null. */
    default String parent() {
        return null;
    }

    /** What the engine knows of it and never shows, or null. */
    default byte[] hidden() {
        return null;
    }

    default boolean deleted() {
        return false;
    }

    /** The creation time in Unix seconds. */
    default long created() {
        return key() >>> 32;
    }
}
