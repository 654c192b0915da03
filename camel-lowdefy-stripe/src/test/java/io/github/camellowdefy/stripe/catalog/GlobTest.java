// SPDX-License-Identifier: Apache-2.0
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
