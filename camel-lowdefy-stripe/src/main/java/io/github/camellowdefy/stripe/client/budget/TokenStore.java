// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.budget;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The buckets that several instances share. */
@FunctionalInterface
interface TokenStore {

    /**
     * Takes tokens from a bucket, which may go into debt; makes the bucket when there is none. May
     * block where the store can do no other.
     *
     * @return the nanoseconds until the last of the tokens is earned
     */
    CompletionStage<Long> reserve(String key, BucketConfiguration limits, long tokens);

    /**
     * The buckets of a proxy manager of Bucket4j with text as keys.
     *
     * @param manager a {@link ProxyManager} or an {@link AsyncProxyManager}
     */
    @SuppressWarnings("unchecked")
    static TokenStore of(Object manager) {
        if (manager instanceof AsyncProxyManager<?> async) {
            return asynchronous((AsyncProxyManager<String>) async);
        }
        ProxyManager<String> buckets = (ProxyManager<String>) manager;
        return buckets.isAsyncModeSupported() ? asynchronous(buckets.asAsync()) : blocking(buckets);
    }

    private static TokenStore asynchronous(AsyncProxyManager<String> buckets) {
        return (key, limits, tokens) ->
                buckets.getProxy(key, () -> CompletableFuture.completedFuture(limits))
                        .consumeIgnoringRateLimits(tokens);
    }

    private static TokenStore blocking(ProxyManager<String> buckets) {
        return (key, limits, tokens) ->
                CompletableFuture.completedFuture(
                        buckets.getProxy(key, () -> limits).consumeIgnoringRateLimits(tokens));
    }
}
