// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Ids as Stripe spells them: the prefix of the object, then letters and digits. The same seed gives
 * the same ids in the same order; no id comes twice.
 */
public final class Ids {

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Map<String, Integer> LENGTHS =
            Map.of("cus_", 14, "prod_", 14, "acct_", 16, "", 8);

    private final Map<String, String> prefixes;
    private final long seed;
    private final AtomicLong counter = new AtomicLong();
    private final ThreadLocal<String> given = new ThreadLocal<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    public Ids(Map<String, String> prefixes, long seed) {
        this.prefixes = prefixes;
        this.seed = seed;
    }

    /** The next id of an object, such as {@code cus_9f2LxQ0bT4mKzA}. */
    public String next(String object) {
        String prefix = prefix(object);
        String wanted = given.get();
        if (wanted != null && fits(wanted, prefix) && gone.add(wanted)) {
            given.remove();
            return wanted;
        }
        return prefix + token(LENGTHS.getOrDefault(prefix, 24));
    }

    /** Does work whose first new object gets this id, where it is one of its kind and not taken. */
    public <T> T giving(String id, Supplier<T> work) {
        given.set(id);
        try {
            return work.get();
        } finally {
            given.remove();
        }
    }

    private static boolean fits(String id, String prefix) {
        return !prefix.isEmpty()
                && id.startsWith(prefix)
                && id.substring(prefix.length()).matches("[A-Za-z0-9]{1,80}");
    }

    /** A fresh text of letters and digits, for secrets and fingerprints; at least 11 long. */
    public String token(int length) {
        long n = counter.getAndIncrement();
        // a bijection of the counter, so that no two are alike, then what the seed makes of it
        long unique = mix(n ^ mix(seed));
        long rest = mix(unique + seed);
        StringBuilder token = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            if (i == 11) {
                unique = rest;
            } else if (i == 21) {
                unique = mix(rest + 1);
            }
            token.append(ALPHABET.charAt((int) Long.remainderUnsigned(unique, 62)));
            unique = Long.divideUnsigned(unique, 62);
        }
        return token.toString();
    }

    /** The prefix of an object's ids, with the underscore. */
    public String prefix(String object) {
        return prefixes.computeIfAbsent(object, Ids::derive);
    }

    public void startAt(long count) {
        counter.set(count);
        gone.clear();
    }

    public long count() {
        return counter.get();
    }

    /** For objects the table lacks: the first letters of the last name's words. */
    private static String derive(String object) {
        String last = object.substring(object.lastIndexOf('.') + 1);
        if (last.indexOf('_') < 0) {
            return last.substring(0, Math.min(4, last.length())) + '_';
        }
        StringBuilder prefix = new StringBuilder();
        for (String word : last.split("_")) {
            prefix.append(word, 0, Math.min(2, word.length()));
        }
        return prefix.append('_').toString();
    }

    /** The finaliser of SplitMix64: a permutation of all longs. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
