// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

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
