// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/**
 * The keys of {@link PendingKeys} once more, for patterns that work on a copy of the exchange and
 * throw it away when it fails: of a circuit breaker's, splitter's or multicast's copy nothing is
 * left but its exception, of a failover's nothing but the unit of work it shared. Remembered by
 * these, and no longer than they live. Thread-safe.
 */
public final class KeysOfDiscardedCopies {

    /** Of causes; they may go in circles. */
    private static final int DEEPEST = 10;

    private record Stray(PendingKeys.Key key, String exchange, String parent, Object branch) {

        static Stray of(Exchange exchange, PendingKeys.Key key) {
            return new Stray(
                    key,
                    exchange.getExchangeId(),
                    PendingKeys.parentOf(exchange),
                    branchOf(exchange));
        }

        /**
         * Whether another exchange repeats a call that failed in this exchange, or in a copy of it.
         */
        boolean belongsTo(Exchange other) {
            return exchange.equals(other.getExchangeId())
                    || parent != null
                            && (parent.equals(other.getExchangeId())
                                    || parent.equals(PendingKeys.parentOf(other))
                                            && Objects.equals(branch, branchOf(other)));
        }

        /** Branches of a multicast may share their unit of work, but no call. */
        private static Object branchOf(Exchange exchange) {
            return exchange.getProperty(ExchangePropertyKey.MULTICAST_INDEX);
        }
    }

    /** By unit of work and by exception; the calls by their digest. */
    private final Map<Object, Map<String, Stray>> strays = new WeakHashMap<>();

    private volatile boolean used;

    /** Whether there may be any for the exchange; asked first, because it is cheap. */
    public boolean in(Exchange exchange) {
        if (!used) {
            return false;
        }
        List<Object> owners = owners(exchange);
        synchronized (strays) {
            return owners.stream().anyMatch(strays::containsKey);
        }
    }

    /** The key an earlier attempt at this call was made with, or null. */
    public PendingKeys.Key find(Exchange exchange, String digest) {
        List<Object> owners = owners(exchange);
        synchronized (strays) {
            for (Object owner : owners) {
                Stray stray = strays.getOrDefault(owner, Map.of()).get(digest);
                if (stray != null && stray.belongsTo(exchange)) {
                    return stray.key;
                }
            }
        }
        return null;
    }

    /**
     * Remembers the key of a call whose outcome is open.
     *
     * @param failure the failure of the call, by which the key is found when the copy's properties
     *     are lost
     */
    public void keep(Exchange exchange, String digest, PendingKeys.Key key, Throwable failure) {
        Stray stray = Stray.of(exchange, key);
        synchronized (strays) {
            used = true;
            strays.computeIfAbsent(failure, owner -> new HashMap<>()).put(digest, stray);
            if (exchange.getUnitOfWork() != null) {
                Map<String, Stray> calls =
                        strays.computeIfAbsent(exchange.getUnitOfWork(), owner -> new HashMap<>());
                // pooled ones serve one exchange after the other
                calls.values().removeIf(other -> !other.exchange.equals(stray.exchange));
                calls.put(digest, stray);
            }
        }
    }

    public void drop(Exchange exchange, String digest) {
        List<Object> owners = owners(exchange);
        synchronized (strays) {
            for (Object owner : owners) {
                Map<String, Stray> calls = strays.getOrDefault(owner, Map.of());
                Stray stray = calls.get(digest);
                if (stray != null && stray.belongsTo(exchange)) {
                    calls.remove(digest);
                }
                if (calls.isEmpty()) {
                    strays.remove(owner);
                }
            }
        }
    }

    /** The objects that the exchange shares with copies of it that were discarded. */
    private static List<Object> owners(Exchange exchange) {
        List<Object> owners = new ArrayList<>(4);
        if (exchange.getUnitOfWork() != null) {
            owners.add(exchange.getUnitOfWork());
        }
        Throwable failure =
                exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        for (int depth = 0; failure != null && depth < DEEPEST; depth++) {
            owners.add(failure);
            failure = failure.getCause();
        }
        return owners;
    }
}
