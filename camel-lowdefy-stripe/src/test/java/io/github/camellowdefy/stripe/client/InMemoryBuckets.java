// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.Request;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Bucket4j's proxy manager over a map, which can be broken or fall silent. */
public final class InMemoryBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {

    private final Map<String, byte[]> states = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final boolean asynchronous;
    private volatile RuntimeException broken;
    private volatile CompletableFuture<Void> silence = CompletableFuture.completedFuture(null);

    private InMemoryBuckets(Timeline timeline, boolean asynchronous) {
        super(ClientSideConfig.getDefault().withClientClock(new Meter(timeline)));
        this.asynchronous = asynchronous;
    }

    public static InMemoryBuckets blocking(Timeline timeline) {
        return new InMemoryBuckets(timeline, false);
    }

    public static InMemoryBuckets asynchronous(Timeline timeline) {
        return new InMemoryBuckets(timeline, true);
    }

    void breakWith(RuntimeException failure) {
        broken = failure;
    }

    void fallSilent() {
        silence = new CompletableFuture<>();
    }

    /** Answers what was asked meanwhile, too. */
    void speakAgain() {
        silence.complete(null);
    }

    public int requests() {
        return requests.get();
    }

    public Set<String> keys() {
        return states.keySet();
    }

    @Override
    public <T> CommandResult<T> execute(String key, Request<T> request) {
        requests.incrementAndGet();
        if (broken != null) {
            throw broken;
        }
        return super.execute(key, request);
    }

    @Override
    public <T> CompletableFuture<CommandResult<T>> executeAsync(String key, Request<T> request) {
        return silence.thenCompose(
                nothing -> CompletableFuture.completedFuture(execute(key, request)));
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
        return new CompareAndSwapOperation() {
            @Override
            public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
                return Optional.ofNullable(states.get(key));
            }

            @Override
            public boolean compareAndSwap(
                    byte[] originalData,
                    byte[] newData,
                    RemoteBucketState newState,
                    Optional<Long> timeoutNanos) {
                return originalData == null
                        ? states.putIfAbsent(key, newData) == null
                        : states.computeIfPresent(
                                        key, (k, now) -> now == originalData ? newData : now)
                                == newData;
            }
        };
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isAsyncModeSupported() {
        return asynchronous;
    }

    @Override
    public void removeProxy(String key) {
        states.remove(key);
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String key) {
        removeProxy(key);
        return CompletableFuture.completedFuture(null);
    }

    private record Meter(Timeline timeline) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return timeline.nanoTime();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
