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
package io.github.camellowdefy.stripe.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "customers.list,customers.list,true",
        "customers.list,customers.lists,false",
        "customers.*,customers.,true",
        "customers.*,customer.list,false",
        "*.list,checkout.sessions.list,true",
        "*.list,checkout.list.x,false",
        "*a*b,ab,true",
        "*a*b,xaxbxb,true",
        "a**b,ab,true",
        "a*a,a,false",
        "*,'',true",
        "'','',true",
        "'',a,false",
        "a.c,abc,false",
        "a*b*c,a*b*c,true"
    })
    void aStarStandsForAnyText(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).test(text)).isEqualTo(matches);
    }

    @Test
    @Timeout(60)
    void manyStarsAndALongTextTakeNoTime() {
        assertThat(new Glob("*a*a*a*a*a*a*a*a*a*b").test("a".repeat(100_000))).isFalse();
    }
}
