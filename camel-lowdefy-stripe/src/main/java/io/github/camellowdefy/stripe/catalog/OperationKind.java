// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.util.Locale;

/** The kind of an operation, by its request or its response. */
public enum OperationKind {
    /** One object in, one object out. */
    PLAIN,
    /** A v1 list: {@code has_more}, walked with {@code starting_after}. */
    LIST,
    /** A v1 search: {@code next_page}, walked with {@code page}. */
    SEARCH,
    /** A v2 list: {@code next_page_url}. */
    V2LIST,
    /** The answer is a file, not JSON. */
    BINARY,
    /** The request carries a file. */
    MULTIPART;

    static OperationKind of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }

    public boolean paged() {
        return this == LIST || this == SEARCH || this == V2LIST;
    }
}
