/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.sandbox.engine;

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
