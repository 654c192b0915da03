// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.catalog.Glob;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The types of event that a consumer delivers: names such as {@code charge.refunded} and patterns
 * such as {@code payment_intent.*}, where {@code *} stands for any text.
 *
 * <pre>{@code
 * EventTypes.parse("charge.refunded,payment_intent.*").test(event);
 * }</pre>
 */
public final class EventTypes implements Predicate<StripeEvent> {

    /** Every event. */
    public static final EventTypes ALL = new EventTypes(List.of());

    /** How many names one request of the API may carry. */
    private static final int MAX_NAMES = 20;

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9_.\\[\\]*]+");

    private final List<String> patterns;
    private final List<Glob> globs;

    private EventTypes(List<String> patterns) {
        this.patterns = patterns;
        this.globs = patterns.stream().map(Glob::new).toList();
    }

    /**
     * Reads a comma-separated list; null or blank means every event.
     *
     * @throws IllegalArgumentException when an entry cannot be the name of a type
     */
    public static EventTypes parse(String types) {
        if (types == null || types.isBlank()) {
            return ALL;
        }
        List<String> patterns = Arrays.stream(types.split(",")).map(String::strip).toList();
        for (String pattern : patterns) {
            if (!LEGAL.matcher(pattern).matches()) {
                throw new IllegalArgumentException(
                        "types holds '%s', which no event type looks like: give names such as charge.refunded or payment_intent.*, separated by commas."
                                .formatted(Excerpt.plain(pattern)));
            }
        }
        return patterns.contains("*") ? ALL : new EventTypes(patterns);
    }

    /** Whether an event is of one of these types. */
    @Override
    public boolean test(StripeEvent event) {
        return patterns.isEmpty()
                || event.type() != null && globs.stream().anyMatch(glob -> glob.test(event.type()));
    }

    /**
     * The parameters of {@code /v1/events} that filter these types: its {@code type} takes one name
     * or one group, its {@code types} up to 20 names. Empty where that cannot say it and {@link
     * #test} has to choose from everything.
     */
    public Map<String, Object> query() {
        if (patterns.size() == 1 && isNameOrGroup(patterns.get(0))) {
            return Map.of("type", patterns.get(0));
        }
        boolean names = patterns.stream().noneMatch(pattern -> pattern.contains("*"));
        return !patterns.isEmpty() && patterns.size() <= MAX_NAMES && names
                ? Map.of("types", patterns)
                : Map.of();
    }

    /**
     * The names these types stand for.
     *
     * @param known the names a pattern is looked up in; a name stands for itself
     */
    public List<String> names(Collection<String> known) {
        return patterns.stream()
                .flatMap(
                        pattern ->
                                pattern.contains("*")
                                        ? known.stream().filter(new Glob(pattern)).sorted()
                                        : Stream.of(pattern))
                .distinct()
                .toList();
    }

    /** The names and patterns that stand for none of these. */
    List<String> without(Collection<String> known) {
        return patterns.stream()
                .filter(pattern -> known.stream().noneMatch(new Glob(pattern)))
                .toList();
    }

    @Override
    public String toString() {
        return patterns.isEmpty() ? "*" : String.join(",", patterns);
    }

    private static boolean isNameOrGroup(String pattern) {
        int star = pattern.indexOf('*');
        return star < 0 || star == pattern.length() - 1 && pattern.endsWith(".*");
    }
}
