// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * So many requests a second, evenly: at most a fiftieth of a second's worth at once, so that no
 * second sees noticeably more than its share. Halves when Stripe says it is too much and doubles
 * again for every while in which Stripe does not, up to what was configured. Not thread-safe.
 */
final class RateBudget {

    /** A burst of refusals that were under way together counts as one. */
    private static final long ONE_REFUSAL = TimeUnit.SECONDS.toNanos(1);

    private static final long WHILE = TimeUnit.SECONDS.toNanos(10);
    private static final int SHARE_AT_ONCE = 50;

    private final int configured;
    private final Timeline timeline;
    private final Bucket bucket;
    private int current;
    private long changed;

    RateBudget(int requestsPerSecond, Timeline timeline) {
        this.configured = requestsPerSecond;
        this.current = requestsPerSecond;
        this.timeline = timeline;
        this.changed = timeline.nanoTime() - ONE_REFUSAL;
        this.bucket =
                Bucket.builder()
                        .addLimit(bandwidth(requestsPerSecond))
                        .withCustomTimePrecision(new Meter(timeline))
                        .build();
    }

    /** Takes the share of one request, or tells how many nanoseconds there is none. */
    long take() {
        recover();
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
    }

    /** Stripe refused a request because there were too many. */
    void refused() {
        recover();
        if (timeline.nanoTime() - changed >= ONE_REFUSAL) {
            change(Math.max(1, current / 2));
        }
    }

    /** Whether it is as good as new, so that nothing is lost by forgetting it. */
    boolean isUntouched() {
        recover();
        return current == configured && bucket.getAvailableTokens() >= atOnce(configured);
    }

    private void recover() {
        while (current < configured && timeline.nanoTime() - changed >= WHILE) {
            long due = changed + WHILE;
            change(Math.min(configured, current * 2));
            changed = due;
        }
    }

    private void change(int requestsPerSecond) {
        current = requestsPerSecond;
        changed = timeline.nanoTime();
        bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(bandwidth(requestsPerSecond)).build(),
                TokensInheritanceStrategy.AS_IS);
    }

    private static Bandwidth bandwidth(int requestsPerSecond) {
        return Bandwidth.builder()
                .capacity(atOnce(requestsPerSecond))
                .refillGreedy(requestsPerSecond, Duration.ofSeconds(1))
                .build();
    }

    private static int atOnce(int requestsPerSecond) {
        return Math.max(1, requestsPerSecond / SHARE_AT_ONCE);
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
