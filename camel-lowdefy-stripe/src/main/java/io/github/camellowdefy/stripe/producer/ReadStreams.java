// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import java.io.InputStream;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * The contents of the streams that an exchange has brought. Camel redelivers an exchange with the
 * stream that was read before; read again, it would be empty and make a call without arguments or
 * an upload without content. Kept as a property of the exchange, never changed once there: copies
 * of the exchange share it.
 */
final class ReadStreams {

    private static final String PROPERTY = "CamelStripeReadStreams";

    /** Marks content that was sent and cannot be read again. */
    private static final Object GONE = new Object();

    private final Map<Object, Object> contents;

    private ReadStreams(Map<Object, Object> contents) {
        this.contents = contents;
    }

    /**
     * The body itself, or its content where it is a stream that was read.
     *
     * @throws InvalidStripeCallException when the content cannot be read again
     */
    static Object unread(Exchange exchange, Object body) {
        if (!(exchange.getProperty(PROPERTY) instanceof ReadStreams read)) {
            return body;
        }
        Object content = read.contents.get(body);
        if (content == GONE) {
            throw new InvalidStripeCallException(
                    "The content to upload is a stream that an earlier attempt has read; give a File, bytes or a stream cache, which can be read again.");
        }
        return content == null ? body : content;
    }

    /** Keeps the content of a stream that was read; from now on it replaces the stream. */
    static void replace(Exchange exchange, Object stream, Object content) {
        Map<Object, Object> contents = new IdentityHashMap<>();
        if (exchange.getProperty(PROPERTY) instanceof ReadStreams read) {
            contents.putAll(read.contents);
        }
        contents.put(stream, content);
        exchange.setProperty(PROPERTY, new ReadStreams(contents));
    }

    /**
     * The upload was sent: streams among its parameters cannot be read again.
     *
     * @return whether there are any, so that the call cannot be made again
     */
    static boolean sent(Exchange exchange, StripeCall call) {
        boolean any = false;
        for (Object value : call.params().values()) {
            Object content = value instanceof Map<?, ?> file ? file.get("data") : value;
            if (content instanceof InputStream && !(content instanceof StreamCache)) {
                replace(exchange, content, GONE);
                any = true;
            }
        }
        return any;
    }
}
