// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether two calls are the same one: the same operation with the same arguments on behalf of
 * the same account. Holds nothing that could be read back.
 */
public final class CallDigest {

    private final MessageDigest digest;

    private CallDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param place further parts that have to be equal: the connection, the pass of a loop
     */
    public static String of(StripeCall call, Object... place) {
        CallDigest digest = new CallDigest();
        for (Object part : place) {
            digest.leaf(part);
        }
        CallOptions options = call.options();
        digest.leaf(options.stripeAccount());
        digest.leaf(options.stripeContext());
        digest.leaf(options.apiKey());
        digest.leaf(call.operation().verb());
        digest.leaf(call.operation().path());
        call.ids().forEach(digest::leaf);
        digest.tree(call.params());
        return HexFormat.of().formatHex(digest.digest.digest());
    }

    private void tree(Object value) {
        if (value instanceof Map<?, ?> map) {
            mark('{');
            // the same call may be written again with its keys in another order
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
            sorted.forEach(
                    (key, item) -> {
                        leaf(key);
                        tree(item);
                    });
            mark('}');
        } else if (value instanceof Iterable<?> items && !(value instanceof Path)) {
            mark('[');
            items.forEach(this::tree);
            mark(']');
        } else {
            leaf(value);
        }
    }

    /**
     * Adds a value; a stream counts by its identity, since its content is unknown before it is
     * sent.
     */
    private void leaf(Object value) {
        if (value instanceof byte[] bytes) {
            mark('b');
            digest.update(bytes);
        } else {
            mark(value == null ? 'n' : 's');
            digest.update(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
        }
        mark((char) 0);
    }

    private void mark(char mark) {
        digest.update((byte) mark);
    }
}
