// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The idempotency keys this component makes: a prefix and a version 7 UUID, which holds the time
 * the key was made. Stripe forgets a key after a while and then acts on a call under it again, so a
 * key that comes back too late is refused. The hour (under v2 the day) that is kept free until then
 * is for clocks that differ; a key from further ahead proves that they differ by more.
 */
public final class GeneratedKey {

    private static final String PREFIX = "camel-stripe-";

    private static final Pattern KEY =
            Pattern.compile(
                    PREFIX
                            + "([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
                    Pattern.CASE_INSENSITIVE);

    private GeneratedKey() {}

    public static String at(Instant now) {
        UUID random = UUID.randomUUID();
        long high = now.toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff;
        return PREFIX + new UUID(high, random.getLeastSignificantBits());
    }

    /** When a key was made; empty for a key of any other kind, which cannot tell. */
    static Optional<Instant> made(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? Optional.of(
                        Instant.ofEpochMilli(Long.parseLong(parts.group(1) + parts.group(2), 16)))
                : Optional.empty();
    }

    /**
     * Refuses a call whose key Stripe may have forgotten.
     *
     * @throws ExpiredKeyException one sentence that says what to do
     */
    public static void check(StripeCall call, Instant now) {
        String key = call.options().idempotencyKey();
        if (key != null && call.operation().takesIdempotencyKey()) {
            made(key).ifPresent(made -> check(call, key, made, now));
        }
    }

    private static void check(StripeCall call, String key, Instant made, Instant now) {
        boolean v2 = call.operation().isV2();
        int kept = v2 ? 30 : 24;
        Duration unit = v2 ? Duration.ofDays(1) : Duration.ofHours(1);
        Duration age = Duration.between(made, now);
        String units = v2 ? "days" : "hours";
        if (age.compareTo(unit.multipliedBy(kept - 1L)) > 0) {
            throw expired(call, key, made, "more than %d %s ago".formatted(kept - 1, units), kept);
        }
        if (age.negated().compareTo(unit) > 0) {
            String ahead = "which is later than now (%s), so its age is unknown".formatted(now);
            throw expired(call, key, made, ahead, kept);
        }
    }

    private static ExpiredKeyException expired(
            StripeCall call, String key, Instant made, String when, int kept) {
        return new ExpiredKeyException(
                "The idempotency key %s of %s was made at %s, %s; Stripe forgets a key after %d %s and would then act a second time, so look up what the first call did, for instance with events/list and created.gte=%d for an event whose request.idempotency_key is this key, and leave the key out only if it did nothing, for without it this is a new call and may be a new payment."
                        .formatted(
                                key,
                                call.operation().name(),
                                made,
                                when,
                                kept,
                                call.operation().isV2() ? "days" : "hours",
                                made.getEpochSecond()),
                key,
                made);
    }
}
