// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The faults to come: scripted ("the next two payment intents get lost") or at a rate, from the
 * sandbox's seed. Scripted ones go first, in the order they were asked for.
 */
public final class Faults {

    private static final class Planned {
        private final Fault fault;
        private final Predicate<String> matcher;
        private int left;

        private Planned(Fault fault, int left, Predicate<String> matcher) {
            this.fault = fault;
            this.left = left;
            this.matcher = matcher;
        }
    }

    private record Random(double rate, List<Fault> kinds) {}

    private static final Duration REFUSAL = Duration.ofMillis(200);

    private final long seed;
    private SplittableRandom random;
    private final Supplier<List<String>> operations;
    private Duration refusal = REFUSAL;
    private final List<Planned> script = new ArrayList<>();
    private final List<Random> rates = new ArrayList<>();
    private final List<Random> first = new ArrayList<>();

    /**
     * No faults yet.
     *
     * @param operations what requests and events may be: {@code POST /v1/refunds/{}/cancel}, {@code
     *     refund.created}
     */
    public Faults(long seed, Supplier<List<String>> operations) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.operations = operations;
    }

    /** The next request, or the next event, meets this fault. */
    public Faults next(Fault fault) {
        return next(fault, 1);
    }

    /** The next {@code times} requests, or events, meet this fault. */
    public Faults next(Fault fault, int times) {
        return plan(fault, times, name -> true);
    }

    /**
     * The next {@code times} requests to an operation meet this fault.
     *
     * @param pattern verb and path such as {@code POST /v1/payment_intents}, or an event type for
     *     faults of delivery; {@code *} stands for anything
     */
    public Faults next(Fault fault, int times, String pattern) {
        requireMeaning(fault, pattern);
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return plan(fault, times, Pattern.compile(regex).asMatchPredicate());
    }

    /**
     * From now on a share of all requests, or events, meets one of these faults.
     *
     * @param rate from 0 to 1
     */
    public synchronized Faults rate(double rate, Fault... kinds) {
        if (!(rate >= 0 && rate <= 1)
                || kinds.length == 0
                || Arrays.stream(kinds).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    "a rate lies between 0 and 1 and needs at least one fault, read %s for %s"
                            .formatted(rate, Arrays.toString(kinds)));
        }
        rates.add(new Random(rate, List.of(kinds)));
        return this;
    }

    /** How long the port refuses after {@link Fault#CONNECTION_REFUSED}, in real time; 200 ms. */
    public synchronized Faults refuseFor(Duration refusal) {
        if (refusal == null || refusal.isNegative()) {
            throw new IllegalArgumentException(
                    "refuseFor expects a time of 0 or more, read " + refusal);
        }
        this.refusal = refusal;
        return this;
    }

    /** How long the port refuses. */
    public synchronized Duration refusal() {
        return refusal;
    }

    /** No further faults. */
    public synchronized void clear() {
        script.clear();
        rates.clear();
    }

    /** As new. */
    public synchronized void reset() {
        clear();
        random = new SplittableRandom(seed);
        rates.addAll(first);
        refusal = REFUSAL;
    }

    /** From the start and after each {@link #reset}. */
    public Faults always(double rate, Fault... kinds) {
        rate(rate, kinds);
        first.addAll(rates);
        return this;
    }

    /** How many scripted faults nobody has met yet. */
    public synchronized int pending() {
        return script.stream().mapToInt(planned -> planned.left).sum();
    }

    /**
     * The fault that meets this request ({@code POST /v1/charges}), or null; taken off the plan.
     */
    public Fault onRequest(String operation) {
        return take(operation, false);
    }

    /** The fault that meets the delivery of an event of this type, or null. */
    public Fault onDelivery(String eventType) {
        return take(eventType, true);
    }

    private synchronized Faults plan(Fault fault, int times, Predicate<String> matcher) {
        Objects.requireNonNull(fault, "expected a fault, read null");
        if (times < 1) {
            throw new IllegalArgumentException("expected at least one time, read " + times);
        }
        script.add(new Planned(fault, times, matcher));
        return this;
    }

    private synchronized Fault take(String name, boolean delivery) {
        for (Iterator<Planned> all = script.iterator(); all.hasNext(); ) {
            Planned planned = all.next();
            if (isDelivery(planned.fault) == delivery && planned.matcher.test(name)) {
                if (--planned.left == 0) {
                    all.remove();
                }
                return planned.fault;
            }
        }
        for (Random each : rates) {
            List<Fault> kinds =
                    each.kinds.stream().filter(kind -> isDelivery(kind) == delivery).toList();
            if (!kinds.isEmpty() && random.nextDouble() < each.rate) {
                return kinds.get(random.nextInt(kinds.size()));
            }
        }
        return null;
    }

    /** A pattern that nothing can ever meet is a slip. */
    private void requireMeaning(Fault fault, String pattern) {
        boolean delivery = isDelivery(fault);
        List<String> known =
                operations.get().stream().filter(name -> delivery != name.contains(" ")).toList();
        String read = String.valueOf(pattern);
        if (known.stream().noneMatch(name -> Overlap.of(read, name))) {
            throw Nearest.error(
                    delivery ? "type of event" : "operation (verb and path)", read, known);
        }
    }

    private static boolean isDelivery(Fault fault) {
        return fault.stage() == Fault.Stage.DELIVERY;
    }
}
