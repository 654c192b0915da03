// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.io.File;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.converter.stream.InputStreamCache;

/** Replaces Camel's files and stream caches by the JDK's. */
final class CamelValues {

    private static final long COPIED = 16 << 20;

    private CamelValues() {}

    /**
     * The value in the JDK's types. A stream cache is reset: an earlier step may have read it.
     *
     * @throws InvalidStripeCallException when it is a stream that cannot be read again
     */
    static Object plain(Object value, Exchange exchange) {
        if (value instanceof WrappedFile<?> wrapped) {
            return wrapped.getFile() instanceof File file ? file : stream(wrapped, exchange);
        }
        if (value instanceof StreamCache cache) {
            cache.reset();
            return cached(cache, exchange);
        }
        return value instanceof InputStream ? ReadStreams.unread(exchange, value) : value;
    }

    /** A small stream as bytes, with which an attempt can be repeated. */
    private static Object cached(StreamCache cache, Exchange exchange) {
        if (cache instanceof InputStreamCache memory && memory.length() <= COPIED) {
            byte[] bytes = memory.readAllBytes();
            memory.reset();
            return bytes;
        }
        return cache instanceof InputStream ? cache : stream(cache, exchange);
    }

    private static InputStream stream(Object value, Exchange exchange) {
        InputStream stream =
                exchange.getContext().getTypeConverter().convertTo(InputStream.class, value);
        if (stream == null) {
            throw new InvalidStripeCallException(
                    "The body is a %s, which Camel cannot read as a stream; convert it to text, bytes or a map first."
                            .formatted(value.getClass().getName()));
        }
        return stream;
    }
}
