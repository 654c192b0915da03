// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.budget;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.time.Duration;

/** A budget that this connection has for itself, spent evenly. Not thread-safe. */
final class LocalBudget implements Budget {

    private final int percent;
    private final Pace pace;
    private final Bucket bucket;
    private int applied;

    /**
     * @param percent how many hundredths of the requests per second may be used
     */
    LocalBudget(int requestsPerSecond, int percent, Timeline timeline) {
        this.percent = percent;
        this.applied = requestsPerSecond;
        this.pace = new Pace(requestsPerSecond, timeline);
        this.bucket =
                Bucket.builder()
                        .addLimit(bandwidth(requestsPerSecond, percent))
                        .withCustomTimePrecision(new Meter(timeline))
                        .build();
    }

    @Override
    public long take(int sendable) {
        apply();
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
    }

    @Override
    public void refused() {
        apply();
        pace.refused();
        apply();
    }

    @Override
    public boolean isUntouched() {
        apply();
        return pace.isFull() && bucket.getAvailableTokens() >= atOnce(applied, percent);
    }

    private void apply() {
        int current = pace.current();
        if (current != applied) {
            applied = current;
            bucket.replaceConfiguration(
                    BucketConfiguration.builder().addLimit(bandwidth(current, percent)).build(),
                    TokensInheritanceStrategy.AS_IS);
        }
    }

    /**
     * Evenly: at most a fiftieth of a second's worth at once, so that no second sees noticeably
     * more than its share.
     */
    static Bandwidth bandwidth(int requestsPerSecond, int percent) {
        return Bandwidth.builder()
                .capacity(atOnce(requestsPerSecond, percent))
                .refillGreedy((long) requestsPerSecond * percent, Duration.ofSeconds(100))
                .build();
    }

    private static long atOnce(int requestsPerSecond, int percent) {
        return Math.max(1, (long) requestsPerSecond * percent / 100 / 50);
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
