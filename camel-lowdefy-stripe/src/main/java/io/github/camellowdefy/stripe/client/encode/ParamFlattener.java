// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.util.Map;

/**
 * Walks nested parameters and meets a pair for every leaf, in the order given, its key written as
 * {@code a[b][0]}. Empty maps and lists meet nothing; null is an empty text, which unsets.
 */
abstract class ParamFlattener {

    private final StringBuilder key = new StringBuilder(48);
    private int depth;
    private long characters;

    /**
     * @param key as written, not encoded; changes once this returns
     */
    abstract void text(CharSequence key, String text);

    /** Bytes, or whatever else {@link #isFile} took for a file. */
    abstract void file(CharSequence key, Object file);

    /** Whether a value that is not text goes to {@link #file}. */
    boolean isFile(Object plain) {
        return ParamValue.isBinary(plain);
    }

    final void flatten(Map<?, ?> params) {
        for (Map.Entry<?, ?> entry : params.entrySet()) {
            key.append(String.valueOf(entry.getKey()));
            value(entry.getValue());
            key.setLength(0);
        }
    }

    private void value(Object value) {
        Object plain = ParamValue.plain(value, key);
        // with its key, which every value below a long name repeats
        characters += key.length() + ParamCheck.size(plain);
        ParamCheck.total(characters, key);
        if (plain == null) {
            text(key, "");
        } else if (plain instanceof String text) {
            text(key, text);
        } else if (plain instanceof Number number) {
            text(key, ParamValue.number(number, key));
        } else if (plain instanceof Boolean) {
            text(key, plain.toString());
        } else if (isFile(plain)) {
            file(key, plain);
        } else {
            nested(plain);
        }
    }

    private void nested(Object plain) {
        ParamCheck.depth(++depth, key);
        if (plain instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                member(String.valueOf(entry.getKey()), entry.getValue());
            }
        } else {
            int index = 0;
            for (Object item : (Iterable<?>) plain) {
                member(Integer.toString(index++), item);
            }
        }
        depth--;
    }

    private void member(String name, Object value) {
        int length = key.length();
        key.append('[').append(name).append(']');
        value(value);
        key.setLength(length);
    }
}
