// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One page of a list.
 *
 * @param items the items in the order received
 * @param hasMore whether Stripe says that more follow
 * @param nextPage the token of the next page of a search, or null
 * @param nextPageUrl path and query of the next page of a v2 list, or null
 */
record Page(List<Item> items, boolean hasMore, String nextPage, String nextPageUrl) {

    /**
     * One item of a page.
     *
     * @param id its id, or null where it has none
     * @param created when it was created in Unix seconds, or null where it does not say
     * @param value the item as the caller wants it
     */
    record Item(String id, Long created, Object value) {
        /** Names the item only: its data may be personal. */
        @Override
        public String toString() {
            return "Item[" + id + ']';
        }
    }

    /** The same page less the items that have been seen. */
    Page without(Set<String> seen) {
        return new Page(
                items.stream()
                        .filter(item -> item.id() == null || !seen.contains(item.id()))
                        .toList(),
                hasMore,
                nextPage,
                nextPageUrl);
    }

    Set<String> ids() {
        Set<String> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.id()));
        return ids;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    Item first() {
        return items.get(0);
    }

    Item last() {
        return items.get(items.size() - 1);
    }
}
