// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Parameters of v1 bodies and of every query, character by character as the Node client's. Walks
 * nested parameters in the order given and writes a pair for every leaf, its key as {@code
 * a[b][0]}. Empty maps and lists write nothing; null is an empty text, which unsets.
 */
class FormEncoder {

    static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    final StringBuilder out;
    private final StringBuilder key = new StringBuilder(48);
    private boolean first = true;
    private int depth;
    private long characters;

    FormEncoder(StringBuilder out) {
        this.out = out;
    }

    static WireRequest.Body body(Map<?, ?> params) {
        StringBuilder out = new StringBuilder(256);
        append(out, params);
        byte[] ascii = out.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new WireRequest.Bytes(CONTENT_TYPE, ascii);
    }

    /** Appends {@code a=1&b[0]=2}, nothing but ASCII. */
    static void append(StringBuilder out, Map<?, ?> params) {
        new FormEncoder(out).write(params);
    }

    final void write(Map<?, ?> params) {
        for (Map.Entry<?, ?> entry : params.entrySet()) {
            key.append(String.valueOf(entry.getKey()));
            value(entry.getValue());
            key.setLength(0);
        }
    }

    private void value(Object value) {
        Object plain = ParamValue.plain(value, key);
        // with its key, which every value below a long name repeats
        characters += key.length() + 1L + (plain instanceof String text ? text.length() : 0);
        if (characters > ParamCheck.MAX_CHARACTERS) {
            throw ParamCheck.tooLong(key);
        }
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
        if (++depth > ParamCheck.MAX_DEPTH) {
            throw ParamCheck.tooDeep(key);
        }
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

    /** Whether a value that is not text goes to {@link #file}. */
    boolean isFile(Object plain) {
        return ParamValue.isBinary(plain);
    }

    /**
     * Writes one pair.
     *
     * @param key as written, not encoded; changes once this returns
     */
    void text(CharSequence key, String text) {
        if (!first) {
            out.append('&');
        }
        first = false;
        boolean whole = PercentEncoding.append(out, key, PercentEncoding.FORM);
        out.append('=');
        if (!PercentEncoding.append(out, text, PercentEncoding.FORM) || !whole) {
            throw ParamCheck.halfCharacter(key);
        }
    }

    /** Writes bytes, or another value that {@link #isFile} accepts. */
    void file(CharSequence key, Object file) {
        throw Upload.notHere(key, file);
    }
}
