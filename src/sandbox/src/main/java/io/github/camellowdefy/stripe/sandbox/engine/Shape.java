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

/** What an operation does to its resource, read off its verb and path. */
public enum Shape {
    /** A new object, possibly under a parent. */
    CREATE,
    RETRIEVE,
    UPDATE,
    DELETE,
    LIST,
    SEARCH,
    /** A verb on one object: {@code /v1/quotes/{quote}/accept}. */
    ACTION,
    /** The only one of its kind: {@code /v1/balance}. */
    SHOW,
    /** Changes the only one of its kind. */
    CHANGE,
    /** Takes a part off its parent: {@code DELETE /v1/customers/{customer}/discount}. */
    REMOVE,
    /** Bytes rather than JSON. */
    DOWNLOAD
}
