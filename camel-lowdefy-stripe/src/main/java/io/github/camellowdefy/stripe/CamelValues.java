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
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.converter.stream.InputStreamCache;

/** Replaces Camel's files and stream caches by the JDK's, wherever in a tree they stand. */
final class CamelValues {

    /**
     * Beyond these a body is refused by who reads it; here they keep a cycle from being endless.
     */
    private static final int DEEPEST = 64;

    private static final int MOST = 100_000;

    private static final long COPIED = 16 << 20;

    private final Exchange exchange;
    private int seen;

    private CamelValues(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * The tree itself where nothing in it is Camel's, else a copy.
     *
     * @throws InvalidStripeCallException when it holds a stream that cannot be read again
     */
    static Object plain(Object tree, Exchange exchange) {
        return new CamelValues(exchange).tree(tree, 1);
    }

    private Object tree(Object value, int depth) {
        if (depth > DEEPEST || ++seen > MOST) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        return value instanceof List<?> list ? list(list, depth) : leaf(value);
    }

    private Object map(Map<?, ?> map, int depth) {
        Map<Object, Object> copy = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object plain = tree(entry.getValue(), depth + 1);
            if (plain != entry.getValue()) {
                copy = copy == null ? new LinkedHashMap<>(map) : copy;
                copy.put(entry.getKey(), plain);
            }
        }
        return copy == null ? map : copy;
    }

    private Object list(List<?> list, int depth) {
        List<Object> copy = null;
        int index = 0;
        for (Object item : list) {
            Object plain = tree(item, depth + 1);
            if (plain != item) {
                copy = copy == null ? new ArrayList<>(list) : copy;
                copy.set(index, plain);
            }
            index++;
        }
        return copy == null ? list : copy;
    }

    /** A stream cache is rewound: whoever had it before may have read it. */
    private Object leaf(Object value) {
        if (value instanceof WrappedFile<?> wrapped) {
            return wrapped.getFile() instanceof File file ? file : stream(wrapped);
        }
        if (value instanceof StreamCache cache) {
            cache.reset();
            return cached(cache);
        }
        return value instanceof InputStream ? ReadStreams.unread(exchange, value) : value;
    }

    /** Bytes rather than a stream where they are few: these an attempt can be repeated with. */
    private Object cached(StreamCache cache) {
        if (cache instanceof InputStreamCache memory && memory.length() <= COPIED) {
            byte[] bytes = memory.readAllBytes();
            memory.reset();
            return bytes;
        }
        return cache instanceof InputStream ? cache : stream(cache);
    }

    private InputStream stream(Object value) {
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
