// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a slice of a resumable backfill has been read, and by whom. Pure.
 *
 * @param owner the instance that reads the slice, or has read it last
 * @param until when the lease of the owner ends, in milliseconds since 1970
 * @param done whether the slice has been read to its end
 * @param position the item that was processed last, or null before the first one
 * @param cuts the points in time, newest first, at which older parts were cut off: the first one
 *     ends the slice, each pair encloses a slice of its own; empty where nothing was cut off
 */
record SliceState(String owner, long until, boolean done, Position position, List<Long> cuts) {

    private static final Pattern TEXT =
            Pattern.compile("(\\S+) (\\d+) (open|done) (?:-|(\\d+)/(\\S+)) (?:-|([\\d,]+))");

    /** The slice that nobody has read from. */
    static final SliceState NEW = new SliceState("-", 0, false, null, List.of());

    SliceState {
        cuts = List.copyOf(cuts);
    }

    /**
     * An item of a list.
     *
     * @param created when it was created in Unix seconds; 0 where nobody knows
     */
    record Position(long created, String id) {}

    /** A span of time, half open in Unix seconds; null means without an end. */
    record Span(Long from, Long to) {

        long floor() {
            return from == null ? 0 : from;
        }

        @Override
        public String toString() {
            return floor() + "-" + (to == null ? "" : to);
        }

        static Span of(String text) {
            Matcher span = Pattern.compile("(\\d+)-(\\d*)").matcher(text);
            if (!span.matches()) {
                return null;
            }
            long from = Long.parseLong(span.group(1));
            return new Span(
                    from == 0 ? null : from,
                    span.group(2).isEmpty() ? null : Long.valueOf(span.group(2)));
        }
    }

    /**
     * @param name where the text was found
     * @throws IllegalStateException when it is no state
     */
    static SliceState of(String name, String text) {
        if (text == null) {
            return NEW;
        }
        Matcher state = TEXT.matcher(text);
        if (!state.matches()) {
            throw unreadable(name, text);
        }
        return new SliceState(
                state.group(1),
                Long.parseLong(state.group(2)),
                state.group(3).equals("done"),
                state.group(5) == null
                        ? null
                        : new Position(Long.parseLong(state.group(4)), state.group(5)),
                state.group(6) == null
                        ? List.of()
                        : Arrays.stream(state.group(6).split(",")).map(Long::valueOf).toList());
    }

    static IllegalStateException unreadable(String name, String text) {
        return new IllegalStateException(
                "The offsetRepository holds %s under %s, which is no state of a backfill; restore it, or remove every entry whose name begins with stripe-backfill: to read the list anew."
                        .formatted(Excerpt.of(text), name));
    }

    /** What is left to other slices. */
    List<Span> children() {
        List<Span> children = new ArrayList<>();
        for (int i = 1; i < cuts.size(); i++) {
            long from = cuts.get(i);
            children.add(new Span(from == 0 ? null : from, cuts.get(i - 1)));
        }
        return children;
    }

    boolean isFree(long now) {
        return !done && until <= now;
    }

    String toText() {
        // %s, for %d writes the digits of the process's locale
        return "%s %s %s %s %s"
                .formatted(
                        owner,
                        until,
                        done ? "done" : "open",
                        position == null ? "-" : position.created() + "/" + position.id(),
                        cuts.isEmpty()
                                ? "-"
                                : cuts.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(",")));
    }
}
