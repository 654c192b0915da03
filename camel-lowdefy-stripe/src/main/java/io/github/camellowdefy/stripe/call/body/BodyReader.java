// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Turns a message body into maps, lists and scalars: text and bytes are JSON when they start with
 * <code>{</code> or <code>[</code> and have names in double quotes, else YAML; objects are their
 * Jackson properties, and a file is the {@code file} of an upload.
 */
public final class BodyReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Limits limits;
    private final JsonText json;

    public BodyReader(Limits limits) {
        this.limits = limits;
        this.json = new JsonText(limits);
    }

    /**
     * The body as maps with text keys, lists and values.
     *
     * @param upload whether the operation takes a file, so that bytes, a stream or a file are its
     *     content and not a text to parse
     * @throws InvalidStripeCallException when it is too large, or text that is neither
     */
    public Object read(Object body, boolean upload) {
        return read(body, upload, UnaryOperator.identity());
    }

    /**
     * The same.
     *
     * @param leaves replaces a value that is neither map, list nor scalar of the JDK
     */
    public Object read(Object body, boolean upload, UnaryOperator<Object> leaves) {
        try {
            return PlainTree.of(parsed(body, upload), limits, leaves);
        } catch (InvalidStripeCallException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw unreadable(e);
        }
    }

    /** The refusal of a message in which something threw as it was read. */
    public static InvalidStripeCallException unreadable(Throwable thrown) {
        return new InvalidStripeCallException(
                "The message cannot be read, because a value in it threw %s; expected maps, lists, text, numbers or objects whose properties can be read."
                        .formatted(thrown.getClass().getName()),
                thrown);
    }

    /** Text and bytes as the value they stand for; a file as the parameter of its upload. */
    private Object parsed(Object body, boolean upload) {
        if (body instanceof CharSequence text) {
            return text(text);
        }
        if (!PlainTree.isFile(body)) {
            return body;
        }
        if (upload) {
            return Map.of("file", body);
        }
        if (body instanceof byte[] bytes) {
            return text(decoded(bytes));
        }
        throw new InvalidStripeCallException(
                "The body is %s; expected text, a map or a list, for only an upload such as files.create takes a file."
                        .formatted(Kind.of(body)));
    }

    private Object text(CharSequence text) {
        if (utf8Length(text) > limits.textBytes()) {
            throw tooLong();
        }
        int start = text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int first = start;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return null;
        }
        String content = text.subSequence(start, text.length()).toString();
        char c = text.charAt(first);
        return c == '{' || c == '[' ? json.read(content) : YamlText.read(content, limits);
    }

    private String decoded(byte[] bytes) {
        if (bytes.length > limits.textBytes()) {
            throw tooLong();
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidStripeCallException(
                    "The bytes of the body are not UTF-8 text; expected JSON or YAML in UTF-8.", e);
        }
    }

    private InvalidStripeCallException tooLong() {
        return new InvalidStripeCallException(
                "The body is longer than %,d bytes of text; no Stripe request needs that much."
                        .formatted(limits.textBytes()));
    }

    private int utf8Length(CharSequence text) {
        int length = text.length();
        if (length > limits.textBytes() || (long) length * 3 <= limits.textBytes()) {
            return length;
        }
        int bytes = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            // each half of a surrogate pair counts for two of its four bytes
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /**
     * How large a message body may be before it is refused. Beside these, all text of a body that
     * is no text itself, names included, may be four times as long as a text.
     *
     * @param depth how many maps and lists may lie inside one another
     * @param textBytes the longest text, in bytes of its UTF-8 form
     * @param values how many values a body may hold in all, counted again wherever a YAML alias or
     *     a shared list repeats them
     */
    public record Limits(int depth, int textBytes, int values) {

        /** 64 levels, 1 MB of text, 100,000 values. */
        public static final Limits DEFAULT = new Limits(64, 1_048_576, 100_000);

        public Limits {
            if (depth < 1 || textBytes < 1 || values < 1) {
                throw new IllegalArgumentException("Limits are positive numbers.");
            }
        }

        void checkSize(int countedValues, long countedCharacters) {
            if (countedValues > values) {
                throw new InvalidStripeCallException(
                        "The body holds more than %,d values; send it in parts.".formatted(values));
            }
            if (countedCharacters > 4L * textBytes) {
                throw new InvalidStripeCallException(
                        "The body holds more than %,d characters of text; no Stripe request needs that many, and the content of an upload may be bytes, a stream or a file."
                                .formatted(4L * textBytes));
            }
        }

        void checkDepth(int level) {
            if (level > depth) {
                throw new InvalidStripeCallException(
                        "The body is nested deeper than %d levels or contains itself; no Stripe request needs that many."
                                .formatted(depth));
            }
        }
    }
}
