// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormDecoderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1&b=2 | {\"a\":\"1\",\"b\":\"2\"}",
                "a[b]=1&a[c]=2 | {\"a\":{\"b\":\"1\",\"c\":\"2\"}}",
                "a[0]=x&a[1]=y | {\"a\":[\"x\",\"y\"]}",
                "a[]=x&a[]=y | {\"a\":[\"x\",\"y\"]}",
                "a[1]=y&a[0]=x | {\"a\":[\"x\",\"y\"]}",
                "i[0][price]=p&i[0][quantity]=2&i[1][price]=q | {\"i\":[{\"price\":\"p\",\"quantity\":\"2\"},{\"price\":\"q\"}]}",
                "i[][price]=p&i[][price]=q | {\"i\":[{\"price\":\"p\"},{\"price\":\"q\"}]}",
                "metadata[0]=x | {\"metadata\":{\"0\":\"x\"}}",
                "name= | {\"name\":\"\"}",
                "name | {\"name\":\"\"}",
                "q=a%26b+c%3D | {\"q\":\"a&b c=\"}",
                "a%5Bb%5D=1 | {\"a\":{\"b\":\"1\"}}",
                "[a]=1 | {\"[a]\":\"1\"}",
                "a[b=1 | {\"a[b\":\"1\"}",
                "&&a=1& | {\"a\":\"1\"}"
            })
    void bracketsBecomeATree(String form, String json) {
        assertThat(FormDecoder.decode(form)).hasToString(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a[b]=2", "a[b]=1&a=2", "a=%zz", "a=%2"})
    void whatCannotBeReadIsRefused(String form) {
        StripeError error = catchThrowableOfType(StripeError.class, () -> FormDecoder.decode(form));
        assertThat(error.status()).isEqualTo(400);
    }

    @Test
    void nestingWithoutEndIsNotFollowed() {
        String key = "a" + "[b]".repeat(100_000);
        assertThat(FormDecoder.decode(key + "=1").properties()).hasSize(1);
    }
}
