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
     * The value in the JDK's types. A stream cache is rewound: whoever had it before may have read
     * it.
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

    /** Bytes rather than a stream where they are few: these an attempt can be repeated with. */
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
