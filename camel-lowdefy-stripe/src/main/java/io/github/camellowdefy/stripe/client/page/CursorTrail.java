// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.body.Excerpt;

/**
 * The cursors of one walk. A walk whose cursor does not move, or goes in a circle, would never end.
 * Remembers two cursors however long the walk is: the one before, and one from further back, which
 * moves up after twice as many pages each time (Brent's way to find a circle).
 */
final class CursorTrail {

    private final PageSequence sequence;
    private String before;
    private String further;
    private long pages;
    private long span = 1;

    CursorTrail(PageSequence sequence) {
        this.sequence = sequence;
        this.before = sequence.start();
    }

    /**
     * Notes the cursor of a page that others follow.
     *
     * @throws PageWalkException when the page has none, or the walk has been there before
     */
    void follow(Page page) {
        String cursor = sequence.cursor(page);
        if (cursor.equals(before) || cursor.equals(further)) {
            throw sequence.stuck("the cursor " + Excerpt.of(cursor) + " does not move");
        }
        before = cursor;
        if (++pages == span) {
            further = cursor;
            span *= 2;
            pages = 0;
        }
    }
}
