// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.model.StripeObjectInterface;
import com.stripe.net.ApiRequestParams;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Copies a body into maps with text keys, lists and values the encoding knows: text, numbers,
 * booleans, dates, enums, files and null. A copy, because the call may wait for its turn while the
 * route continues with the original. Depth and size are limited, so a map that contains itself is
 * refused like any other that is too deep.
 */
final class PlainTree {

    private static final Set<Class<?>> BOXES =
            Set.of(Integer.class, Long.class, Double.class, Float.class, Short.class, Byte.class);

    private final Limits limits;
    private final UnaryOperator<Object> leaves;
    private int values;
    private long characters;

    private PlainTree(Limits limits, UnaryOperator<Object> leaves) {
        this.limits = limits;
        this.leaves = leaves;
    }

    /**
     * The body, copied.
     *
     * @param leaves replaces a value that is neither map, list nor scalar of the JDK
     */
    static Object of(Object body, Limits limits, UnaryOperator<Object> leaves) {
        PlainTree tree = new PlainTree(limits, leaves);
        Object copy = tree.plain(body, 1);
        limits.checkSize(tree.values, tree.characters);
        return copy;
    }

    private Object plain(Object value, int level) {
        limits.checkSize(++values, characters);
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            characters += text.length();
            return text;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, level);
        }
        if (value instanceof Collection<?> collection) {
            return list(collection, collection.size(), level);
        }
        return other(value, level);
    }

    private Map<String, Object> map(Map<?, ?> map, int level) {
        limits.checkDepth(level);
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = key(entry.getKey());
            characters += key.length();
            int before = copy.size();
            copy.put(key, plain(entry.getValue(), level + 1));
            if (copy.size() == before) {
                throw new InvalidStripeCallException(
                        "A map holds the key %s twice, as text and as another type."
                                .formatted(Excerpt.of(key)));
            }
        }
        return copy;
    }

    private List<Object> list(Iterable<?> items, int size, int level) {
        limits.checkDepth(level);
        List<Object> copy = new ArrayList<>(Math.min(size, limits.values()));
        for (Object item : items) {
            copy.add(plain(item, level + 1));
        }
        return copy;
    }

    private List<Object> array(Object array, int level) {
        limits.checkDepth(level);
        int length = Array.getLength(array);
        List<Object> copy = new ArrayList<>(Math.min(length, limits.values()));
        for (int i = 0; i < length; i++) {
            copy.add(plain(Array.get(array, i), level + 1));
        }
        return copy;
    }

    private Object other(Object given, int level) {
        Object value = leaves.apply(given);
        if (value instanceof CharSequence || value instanceof Character) {
            return counted(value.toString());
        }
        if (value instanceof char[] text) {
            return counted(new String(text));
        }
        if (isLeaf(value)) {
            return value;
        }
        if (value.getClass().isArray()) {
            return array(value, level);
        }
        if (value instanceof ApiRequestParams params) {
            return map(params.toMap(), level);
        }
        if (value instanceof StripeObjectInterface) {
            throw new InvalidStripeCallException(
                    "A %s is an answer of Stripe and cannot be sent back; pass its id or a map of parameters."
                            .formatted(value.getClass().getName()));
        }
        if (value instanceof Iterable<?> items && !(value instanceof JsonNode)) {
            return list(items, 8, level);
        }
        return bean(value, level);
    }

    /** The number, immutable and of limited length. */
    private static Number number(Number number) {
        Class<?> type = number.getClass();
        if (BOXES.contains(type)) {
            return number;
        }
        Number copy =
                type == BigInteger.class || type == BigDecimal.class
                        ? number
                        : decimal(number.toString());
        BigInteger digits =
                copy instanceof BigDecimal decimal ? decimal.unscaledValue() : (BigInteger) copy;
        if (LongNumbers.isTooLong(digits)) {
            throw tooLong("");
        }
        return copy;
    }

    private static BigDecimal decimal(String written) {
        if (LongNumbers.isTooLong(written)) {
            throw tooLong("");
        }
        try {
            return new BigDecimal(written);
        } catch (NumberFormatException e) {
            throw new InvalidStripeCallException(
                    "The body holds a number that is written %s; expected a finite one."
                            .formatted(Excerpt.of(written)));
        }
    }

    private String counted(String text) {
        characters += text.length();
        return text;
    }

    private Object bean(Object value, int level) {
        Object properties = BeanProperties.of(value, limits);
        if (properties != null && properties.getClass() == value.getClass()) {
            return properties;
        }
        return plain(properties, level);
    }

    private static boolean isLeaf(Object value) {
        return value instanceof TemporalAccessor
                || value instanceof Date
                || value instanceof Calendar
                || value instanceof Enum
                || isFile(value);
    }

    /** Whether the value is the content of a file rather than parameters. */
    static boolean isFile(Object value) {
        return value instanceof byte[]
                || value instanceof InputStream
                || value instanceof File
                || value instanceof Path;
    }

    private static String key(Object key) {
        if (key instanceof String text) {
            return text;
        }
        if (key instanceof Enum<?> constant) {
            return constant.name();
        }
        if (key instanceof CharSequence
                || key instanceof Number
                || key instanceof Boolean
                || key instanceof Character) {
            return key.toString();
        }
        throw new InvalidStripeCallException(
                "A map has %s as a key; expected text.".formatted(Kind.of(key)));
    }

    static InvalidStripeCallException tooLong(String at) {
        return new InvalidStripeCallException(
                "The body holds a number of more than a thousand digits%s; no Stripe request needs that many."
                        .formatted(at));
    }
}
