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
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/** What Java programs put into parameters, as one of the few kinds of values the wire knows. */
final class ParamValue {

    /** Stands for a parameter that is not there: an empty {@link Optional}. */
    static final Object ABSENT = new Object();

    /** Deeper nesting than any parameter of Stripe has; what gets here most likely holds itself. */
    static final int MAX_DEPTH = 64;

    private static final int MAX_WRAPPERS = 8;

    /** What becomes of a type; the first rule that fits holds. A null result refuses the value. */
    private record Rule<T>(Class<T> type, Function<T, Object> turn) {
        Object apply(Object value) {
            return turn.apply(type.cast(value));
        }
    }

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
                    new Rule<>(TemporalAccessor.class, date -> null),
                    new Rule<>(TemporalAmount.class, duration -> null),
                    new Rule<>(EnumParam.class, EnumParam::getValue),
                    new Rule<>(Enum.class, ParamValue::constant),
                    new Rule<>(ApiRequestParams.class, ApiRequestParams::toMap),
                    new Rule<>(Character.class, Object::toString),
                    new Rule<>(UUID.class, Object::toString),
                    new Rule<>(URI.class, Object::toString),
                    new Rule<>(Optional.class, optional -> optional.orElse(ABSENT)),
                    new Rule<>(
                            OptionalInt.class,
                            optional -> optional.isPresent() ? optional.getAsInt() : ABSENT),
                    new Rule<>(
                            OptionalLong.class,
                            optional -> optional.isPresent() ? optional.getAsLong() : ABSENT),
                    new Rule<>(
                            OptionalDouble.class,
                            optional -> optional.isPresent() ? optional.getAsDouble() : ABSENT),
                    new Rule<>(byte[].class, bytes -> bytes),
                    new Rule<>(File.class, file -> file),
                    new Rule<>(Path.class, file -> file),
                    new Rule<>(InputStream.class, stream -> stream),
                    new Rule<>(Object[].class, Arrays::asList));

    private ParamValue() {}

    /**
     * One of: null, {@link #ABSENT}, {@link String}, {@link Boolean}, {@link Number}, {@link Map},
     * {@link Iterable}, or what {@link #isBinary} tells.
     *
     * @param key names the parameter when it has to be refused
     */
    static Object plain(Object value, CharSequence key) {
        Object plain = value;
        for (int i = 0; i < MAX_WRAPPERS; i++) {
            if (isPlain(plain)) {
                return plain;
            }
            Object turned = turn(plain, key);
            if (turned == plain) {
                return plain;
            }
            plain = turned;
        }
        throw refused(key, "is wrapped too often", "give the value itself");
    }

    /** Whether a value is bytes, which only a file parameter can take. */
    static boolean isBinary(Object plain) {
        return plain instanceof byte[]
                || plain instanceof InputStream
                || plain instanceof File
                || plain instanceof Path;
    }

    /** The text of a key of a nested map. */
    static String key(Object key, CharSequence parent) {
        if (key instanceof String text) {
            return text;
        }
        Object plain = key instanceof Enum<?> ? plain(key, parent) : key;
        if (plain == null) {
            throw refused(parent, "has a key that is null", "give every key a name");
        }
        return plain instanceof Number number ? number(number, parent) : plain.toString();
    }

    /** The text of a number. */
    static String number(Number number, CharSequence key) {
        String text = NumberText.of(number);
        if (text == null) {
            throw refused(
                    key,
                    "is " + abbreviate(number.toString()),
                    "give a finite number, or null to unset the parameter");
        }
        return text;
    }

    /** Refuses nesting without an end. */
    static void checkDepth(int depth, CharSequence key) {
        if (depth > MAX_DEPTH) {
            throw refused(
                    key,
                    "is nested deeper than " + MAX_DEPTH + " levels",
                    "check whether a map or list holds itself");
        }
    }

    /** The same text, refused when it holds half of a character. */
    static String whole(String text, CharSequence key) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)
                    && (++i == text.length() || !Character.isSurrogatePair(c, text.charAt(i)))) {
                throw halfCharacter(key);
            }
        }
        return text;
    }

    static InvalidStripeCallException halfCharacter(CharSequence key) {
        return refused(
                key,
                "holds half of a character (an unpaired surrogate)",
                "give the whole text, it cannot be encoded like this");
    }

    static InvalidStripeCallException refused(CharSequence key, String read, String fix) {
        return new InvalidStripeCallException(name(key) + ' ' + read + "; " + fix);
    }

    /** Whether {@link BeanReader} leaves values of a type to the rules here. */
    static boolean hasRuleFor(Class<?> type) {
        return RULES.stream().anyMatch(rule -> rule.type.isAssignableFrom(type));
    }

    private static boolean isPlain(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof Map
                || value instanceof Collection
                || value == ABSENT;
    }

    private static Object turn(Object value, CharSequence key) {
        for (Rule<?> rule : RULES) {
            if (rule.type.isInstance(value)) {
                Object turned = rule.apply(value);
                if (turned == null && !(value instanceof EnumParam)) {
                    throw refused(key, noInstant(value), "give an Instant or Unix seconds");
                }
                return turned;
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

    private static Object bean(Object value, CharSequence key) {
        try {
            return BeanReader.read(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidStripeCallException(
                    name(key)
                            + " is a "
                            + value.getClass().getName()
                            + ", in which Jackson finds nothing to send; give a map, a list, text,"
                            + " a number or a bean with properties",
                    e);
        }
    }

    private static String noInstant(Object value) {
        return "is a "
                + value.getClass().getSimpleName()
                + ", which without date, time and zone together is no point in time";
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

    private static String name(CharSequence key) {
        return key.length() == 0 ? "The parameters object" : abbreviate(key.toString());
    }

    private static String abbreviate(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
