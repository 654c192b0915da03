// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeyListTest {

    @Test
    void itAnswersLikeASortedSet() {
        Random random = new Random(7);
        KeyList list = new KeyList();
        TreeSet<Long> set = new TreeSet<>();
        for (int i = 0; i < 5_000; i++) {
            long key = random.nextInt(500);
            if (random.nextInt(3) > 0) {
                list.add(key);
                set.add(key);
            } else {
                list.remove(key);
                set.remove(key);
            }
            long asked = random.nextInt(500);
            assertThat(list.below(asked)).isEqualTo(orNone(set.lower(asked)));
            assertThat(list.above(asked)).isEqualTo(orNone(set.higher(asked)));
            assertThat(list.isEmpty()).isEqualTo(set.isEmpty());
        }
    }

    private static long orNone(Long key) {
        return key == null ? -1 : key;
    }
}
