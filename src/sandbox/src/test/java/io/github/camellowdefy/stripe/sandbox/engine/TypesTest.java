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

import com.google.gson.annotations.SerializedName;
import com.stripe.model.EventDataClassLookup;
import com.stripe.model.StripeObject;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {

    /** Written as text in JSON although the Java model calculates with them. */
    private static final String DECIMALS_AS_TEXT = ".*_decimal";

    @Test
    void everyNumberAndBooleanOfTheCommonObjectsComesBackAsOne() {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Class<? extends StripeObject>> each :
                EventDataClassLookup.classLookup.entrySet()) {
            String object = each.getKey();
            if (!Defaults.knows(object)) {
                continue;
            }
            for (Field field : each.getValue().getDeclaredFields()) {
                SerializedName name = field.getAnnotation(SerializedName.class);
                boolean nested = StripeObject.class.isAssignableFrom(field.getType());
                if (name == null || nested || field.getGenericType() instanceof ParameterizedType) {
                    continue;
                }
                String actual = Types.of(object, name.value());
                if (!expected(field.getType(), name.value()).equals(String.valueOf(actual))) {
                    wrong.add(object + '.' + name.value() + ": " + actual);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price | unit_amount=500&active=true&nickname=5 | {\"unit_amount\":500,\"active\":true,\"nickname\":\"5\"}",
                "coupon | percent_off=25.5 | {\"percent_off\":25.5}",
                "customer | name= | {\"name\":null}",
                "customer | metadata[amount]=5&metadata[x]= | {\"metadata\":{\"amount\":\"5\",\"x\":\"\"}}",
                "subscription | items[0][quantity]=2&trial_end=now | {\"items\":[{\"quantity\":2}],\"trial_end\":\"now\"}",
                "tax_id | value=123 | {\"value\":\"123\"}"
            })
    void textTakesTheTypeOfItsField(String object, String form, String json) {
        assertThat(Types.typed(object, FormDecoder.decode(form))).hasToString(json);
    }

    private static String expected(Class<?> type, String name) {
        if (type == Long.class) {
            return "integer";
        }
        if (type == Boolean.class) {
            return name.equals("deleted") ? String.valueOf(Types.of("", name)) : "boolean";
        }
        return type == BigDecimal.class && !name.matches(DECIMALS_AS_TEXT) ? "decimal" : "null";
    }
}
