// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

/**
 * The query of one page of the account's events. Pages hold the newest event first.
 *
 * @param startingAfter only events older than this one, or null
 * @param endingBefore only events newer than this one, the oldest of them, or null
 * @param from only events created at this time or later, in Unix seconds, or null
 * @param before only events created earlier than this, in Unix seconds, or null
 * @param limit how many events at most
 */
public record EventQuery(
        String startingAfter, String endingBefore, Long from, Long before, int limit) {

    /** The most a page can hold. */
    static final int PAGE = 100;

    static EventQuery newest() {
        return new EventQuery(null, null, null, null, 1);
    }

    static EventQuery after(String id) {
        return new EventQuery(null, id, null, null, PAGE);
    }

    /** The newest events of a span of time; {@code before} may be null. */
    static EventQuery between(long from, Long before) {
        return new EventQuery(null, null, from > 0 ? from : null, before, PAGE);
    }

    /** The same span, but only events older than the given one. */
    EventQuery olderThan(String id) {
        return new EventQuery(id, null, from, before, limit);
    }
}
