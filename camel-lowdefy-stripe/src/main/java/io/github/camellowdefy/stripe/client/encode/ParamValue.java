// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.net.ApiRequestParams.EnumParam;
import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.call.body.LongNumbers;
import java.io.File;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Converts the value of a parameter into one of the few kinds that a request can hold. */
public final class ParamValue {

    /** The text a type stands for. */
    private record Rule<T>(Class<T> type, Function<T, Object> text) {
        String of(Object value) {
            Object result = text.apply(type.cast(value));
            return result == null ? null : result.toString();
        }
    }

    private static final List<Rule<?>> RULES =
            List.of(
                    new Rule<>(Date.class, date -> Math.floorDiv(date.getTime(), 1000L)),
                    new Rule<>(Instant.class, Instant::getEpochSecond),
                    new Rule<>(OffsetDateTime.class, OffsetDateTime::toEpochSecond),
                    new Rule<>(ZonedDateTime.class, ZonedDateTime::toEpochSecond),
                    new Rule<>(
                            Calendar.class, date -> Math.floorDiv(date.getTimeInMillis(), 1000L)),
                    // stripe-java's EmptyParam is how its builders say null
                    new Rule<>(
                            EnumParam.class,
                            param -> param.getValue().isEmpty() ? null : param.getValue()),
                    new Rule<>(Enum.class, ParamValue::constant),
                    new Rule<>(CharSequence.class, CharSequence::toString));

    private ParamValue() {}

    /**
     * One of: null, {@link String}, {@link Boolean}, {@link Number}, {@link Map}, {@link Iterable},
     * or what {@link #isBinary} tells. Points in time are their Unix seconds, rounded down.
     *
     * @param key names the parameter when it has to be refused
     */
    public static Object plain(Object value, CharSequence key) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof Map
                || isBinary(value)
                || value instanceof Iterable) {
            return value;
        }
        for (Rule<?> rule : RULES) {
            if (rule.type.isInstance(value)) {
                return rule.of(value);
            }
        }
        throw ParamCheck.refused(
                key,
                "is a " + value.getClass().getSimpleName() + ", which has no form at Stripe",
                "give text, a number, a map or a list, or a point in time as Instant or Unix"
                        + " seconds");
    }

    /** Whether a value is bytes, which only a file parameter can take. */
    static boolean isBinary(Object plain) {
        return plain instanceof byte[]
                || plain instanceof InputStream
                || plain instanceof File
                || plain instanceof Path;
    }

    static String number(Number number, CharSequence key) {
        if (number instanceof Integer || number instanceof Long) {
            return number.toString();
        }
        String text = NumberText.of(number);
        if (text == null) {
            throw ParamCheck.refused(
                    key,
                    // a long one would take long to show
                    number instanceof BigInteger || number instanceof BigDecimal
                            ? "holds a number of more than %,d digits"
                                    .formatted(LongNumbers.MOST_DIGITS)
                            : "is " + Excerpt.plain(number.toString()),
                    "give a finite number, or null to unset the parameter");
        }
        return text;
    }

    /** Stripe writes its constants in lower case, Java in capitals; Jackson's annotations win. */
    private static Object constant(Enum<?> constant) {
        Object name = Annotations.JACKSON.convertValue(constant, Object.class);
        boolean capitals = constant.name().toUpperCase(Locale.ROOT).equals(name);
        return capitals ? constant.name().toLowerCase(Locale.ROOT) : name;
    }

    /** Built on first use: most calls hold no constants of Java. */
    private static final class Annotations {
        private static final ObjectMapper JACKSON = new ObjectMapper();
    }
}
