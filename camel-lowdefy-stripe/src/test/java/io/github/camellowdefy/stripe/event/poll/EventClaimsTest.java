// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.camellowdefy.stripe.event.poll.EventClaims.Claim;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

class EventClaimsTest {

    private final IdempotentRepository repository =
            MemoryIdempotentRepository.memoryIdempotentRepository();

    @Test
    void letsAnEventThroughOnce() {
        Claim first = EventClaims.claim(repository, "evt_1");
        assertThat(first.isMine()).isTrue();
        first.complete();

        Claim second = EventClaims.claim(repository, "evt_1");

        assertThat(second.isMine()).isFalse();
        assertThat(second.outcome()).isCompletedWithValue(true);
        assertThat(EventClaims.claim(repository, "evt_2").isMine()).isTrue();
    }

    @Test
    void letsAnEventThatFailedThroughAgain() {
        EventClaims.claim(repository, "evt_1").release();

        assertThat(EventClaims.claim(repository, "evt_1").isMine()).isTrue();
        assertThat(repository.contains("evt_1")).isFalse();
    }

    @Test
    void tellsWhoComesSecondHowTheFirstFared() {
        Claim good = EventClaims.claim(repository, "evt_1");
        Claim bad = EventClaims.claim(repository, "evt_2");
        Claim afterGood = EventClaims.claim(repository, "evt_1");
        Claim afterBad = EventClaims.claim(repository, "evt_2");
        assertThat(afterGood.isMine()).isFalse();
        assertThat(afterGood.outcome()).isNotDone();

        good.complete();
        bad.release();

        assertThat(afterGood.outcome()).isCompletedWithValue(true);
        assertThat(afterBad.outcome()).isCompletedWithValue(false);
    }

    @Test
    void doesNotRecordAnEventBeforeItHasCompleted() {
        Claim claim = EventClaims.claim(repository, "evt_1");
        assertThat(repository.contains("evt_1")).isFalse();

        claim.complete();

        assertThat(repository.contains("evt_1")).isTrue();
    }

    @Test
    void keepsRepositoriesApart() {
        IdempotentRepository other = MemoryIdempotentRepository.memoryIdempotentRepository();
        EventClaims.claim(repository, "evt_1");

        assertThat(EventClaims.claim(other, "evt_1").isMine()).isTrue();
    }

    @Test
    void freesAnEventWhoseRepositoryFails() {
        MemoryIdempotentRepository failing =
                new MemoryIdempotentRepository() {
                    private int calls;

                    @Override
                    public boolean contains(String key) {
                        if (calls++ == 0) {
                            throw new IllegalStateException("no database");
                        }
                        return false;
                    }
                };

        assertThatIllegalStateException().isThrownBy(() -> EventClaims.claim(failing, "evt_1"));
        assertThat(EventClaims.claim(failing, "evt_1").isMine()).isTrue();
    }
}
