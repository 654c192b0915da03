// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedKeyTest {

    private static final Instant NOW = Instant.parse("2026-07-30T12:00:00Z");
    private static final String V1 = "paymentIntents.create";
    private static final String V2 = "v2.core.eventDestinations.create";
    private static final String READ = "customers.list";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-07-30T12:00:00.123Z",
                "2106-02-07T06:28:16Z",
                "9999-12-31T23:59:59.999Z"
            })
    void aKeyTellsToTheMillisecondWhenItWasMade(String instant) {
        String key = GeneratedKey.at(Instant.parse(instant));

        assertThat(GeneratedKey.made(key)).contains(Instant.parse(instant));
        assertThat(key).startsWith("camel-stripe-").hasSizeLessThanOrEqualTo(255);
        UUID uuid = UUID.fromString(key.substring("camel-stripe-".length()));
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    @Test
    void keysOfOneMomentDiffer() {
        assertThat(Stream.generate(() -> GeneratedKey.at(NOW)).limit(10_000))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-7",
                "camel-stripe-",
                "camel-stripe-1-1-7000-8000-1",
                "camel-stripe-0198506d-5c00-4abc-8def-0123456789ab",
                "camel-stripe-0198506d-5c00-7abc-cdef-0123456789ab",
                "camel-stripe-0198506d-5c00-7abc-8def-0123456789ab-2",
                "order-camel-stripe-0198506d-5c00-7abc-8def-0123456789ab",
                "0198506d-5c00-7abc-8def-0123456789ab"
            })
    void noOtherKeyIsTakenForOne(String key) {
        assertThat(GeneratedKey.made(key)).isEmpty();
        assertThatNoException()
                .isThrownBy(() -> GeneratedKey.check(call(V1, key), NOW.plusSeconds(1L << 40)));
    }

    @ParameterizedTest
    @CsvSource({
        V1 + ", PT0S, true",
        V1 + ", PT22H59M59S, true",
        V1 + ", PT23H, true",
        V1 + ", PT23H0.001S, false",
        V1 + ", PT24H, false",
        V1 + ", P3650D, false",
        V1 + ", -PT1H, true",
        V1 + ", -PT1H0.001S, false",
        V1 + ", -P3650D, false",
        V2 + ", PT24H, true",
        V2 + ", P29D, true",
        V2 + ", P29DT0.001S, false",
        V2 + ", P30D, false",
        V2 + ", -P1D, true",
        V2 + ", -P1DT0.001S, false",
        READ + ", P3650D, true"
    })
    void aKeyIsGoodForAsLongAsStripeSurelyKeepsIt(String operation, Duration age, boolean good) {
        StripeCall call = call(operation, GeneratedKey.at(NOW.minus(age)));

        if (good) {
            assertThatNoException().isThrownBy(() -> GeneratedKey.check(call, NOW));
        } else {
            assertThatThrownBy(() -> GeneratedKey.check(call, NOW))
                    .isInstanceOfSatisfying(
                            ExpiredKeyException.class,
                            e -> {
                                assertThat(e.getMade()).isEqualTo(NOW.minus(age));
                                assertThat(e.getIdempotencyKey())
                                        .isEqualTo(call.options().idempotencyKey());
                            });
        }
    }

    @Test
    void oneSentenceSaysWhatToDo() {
        String key = GeneratedKey.at(NOW.minus(Duration.ofHours(25)));

        assertThatThrownBy(() -> GeneratedKey.check(call(V1, key), NOW))
                .hasMessage(
                        "The idempotency key "
                                + key
                                + " of paymentIntents.create was made at 2026-07-29T11:00:00Z, more than 23 hours ago; Stripe forgets a key after 24 hours and would then act a second time, so look up what the first call did, for instance with events/list and created.gte=1785322800 for an event whose request.idempotency_key is this key, and leave the key out only if it did nothing, for without it this is a new call and may be a new payment.");
    }

    @Test
    void aKeyFromAheadSaysThatItsAgeIsUnknown() {
        String key = GeneratedKey.at(NOW.plus(Duration.ofHours(2)));

        assertThatThrownBy(() -> GeneratedKey.check(call(V1, key), NOW))
                .hasMessageContaining(
                        "was made at 2026-07-30T14:00:00Z, which is later than now (2026-07-30T12:00:00Z), so its age is unknown; Stripe forgets");
    }

    private static StripeCall call(String operation, String key) {
        return new StripeCall(
                OperationCatalog.get().find(operation).operations().get(0),
                List.of(),
                Map.of(),
                CallOptions.NONE.withIdempotencyKey(key));
    }
}
