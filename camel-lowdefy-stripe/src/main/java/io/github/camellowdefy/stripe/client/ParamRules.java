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
package io.github.camellowdefy.stripe.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.ApiRequestParams;
import com.stripe.net.ApiRequestParams.EnumParam;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.chrono.ChronoZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.BaseStream;

/** Which Java types stand for which values, one rule a type. */
final class ParamRules {

    /** What becomes of a type. */
    private record Rule<T>(Class<T> type, Function<T, Object> turn) {
        Object apply(Object value) {
            return turn.apply(type.cast(value));
        }
    }

    /** The first rule that fits holds. */
    private static final List<Rule<?>> RULES =
            List.of(
                    new Rule<>(CharSequence.class, Object::toString),
                    new Rule<>(Date.class, date -> unixSeconds(date.getTime())),
                    new Rule<>(Calendar.class, date -> unixSeconds(date.getTimeInMillis())),
                    new Rule<>(Instant.class, date -> String.valueOf(date.getEpochSecond())),
                    new Rule<>(OffsetDateTime.class, date -> String.valueOf(date.toEpochSecond())),
                    new Rule<>(
                            ChronoZonedDateTime.class,
                            date -> String.valueOf(date.toEpochSecond())),
                    new Rule<>(EnumParam.class, EnumParam::getValue),
                    new Rule<>(Enum.class, ParamRules::constant),
                    new Rule<>(ApiRequestParams.class, ApiRequestParams::toMap),
                    new Rule<>(Character.class, Object::toString),
                    new Rule<>(UUID.class, Object::toString),
                    new Rule<>(URI.class, Object::toString),
                    new Rule<>(
                            Optional.class,
                            optional -> optional.isPresent() ? optional.get() : ParamValue.ABSENT),
                    new Rule<>(
                            OptionalInt.class,
                            optional ->
                                    optional.isPresent() ? optional.getAsInt() : ParamValue.ABSENT),
                    new Rule<>(
                            OptionalLong.class,
                            optional ->
                                    optional.isPresent()
                                            ? optional.getAsLong()
                                            : ParamValue.ABSENT),
                    new Rule<>(
                            OptionalDouble.class,
                            optional ->
                                    optional.isPresent()
                                            ? optional.getAsDouble()
                                            : ParamValue.ABSENT),
                    new Rule<>(byte[].class, bytes -> bytes),
                    new Rule<>(File.class, file -> file),
                    new Rule<>(Path.class, file -> file),
                    new Rule<>(InputStream.class, stream -> stream),
                    new Rule<>(Object[].class, Arrays::asList));

    private static final String NO_POINT_IN_TIME =
            ", which without date, time and zone together is no point in time;"
                    + " give an Instant or Unix seconds";

    private static final String READ_ONCE =
            ", which can be read only once, but a call may be repeated; give a list or text";

    /** Types whose Jackson properties nobody means, and why. */
    private static final Map<Class<?>, String> REFUSED =
            Map.of(
                    TemporalAccessor.class, NO_POINT_IN_TIME,
                    TemporalAmount.class, NO_POINT_IN_TIME,
                    BaseStream.class, READ_ONCE,
                    Iterator.class, READ_ONCE,
                    Reader.class, READ_ONCE);

    private ParamRules() {}

    /** The value, or what it stands for; refused when it stands for nothing. */
    static Object apply(Object value, CharSequence key) {
        for (Rule<?> rule : RULES) {
            if (rule.type.isInstance(value)) {
                return rule.apply(value);
            }
        }
        if (value.getClass().isArray()) {
            return asList(value);
        }
        if (value instanceof Iterable<?> && !(value instanceof JsonNode)) {
            return value;
        }
        return bean(value, key);
    }

    /** Whether {@link BeanReader} leaves values of a type to the rules here. */
    static boolean hasRuleFor(Class<?> type) {
        return RULES.stream().anyMatch(rule -> rule.type.isAssignableFrom(type))
                || REFUSED.keySet().stream().anyMatch(refused -> refused.isAssignableFrom(type));
    }

    private static Object bean(Object value, CharSequence key) {
        Class<?> type = value.getClass();
        String is =
                ParamValue.name(key)
                        + " is a "
                        + (type.isAnonymousClass() ? type.getName() : type.getSimpleName());
        REFUSED.forEach(
                (refused, why) -> {
                    if (refused.isInstance(value)) {
                        throw new InvalidStripeCallException(is + why);
                    }
                });
        try {
            return BeanReader.read(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidStripeCallException(
                    is
                            + ", in which Jackson finds nothing to send; give a map, a list, text,"
                            + " a number or a bean with properties",
                    e);
        }
    }

    private static String unixSeconds(long millis) {
        return String.valueOf(Math.floorDiv(millis, 1000L));
    }

    /** Stripe writes its constants in lower case, Java in capitals. */
    private static Object constant(Enum<?> constant) {
        Object name = BeanReader.name(constant);
        String capitals = constant.name().toUpperCase(Locale.ROOT);
        return capitals.equals(name) ? capitals.toLowerCase(Locale.ROOT) : name;
    }

    private static List<Object> asList(Object array) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return Array.get(array, index);
            }

            @Override
            public int size() {
                return Array.getLength(array);
            }
        };
    }
}
