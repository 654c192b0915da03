// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.call.body.BodyReader;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.JsonText;
import io.github.camellowdefy.stripe.producer.BodyContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What operators see of an exchange: the body as {@code _payload} ({} when there is none), the
 * exchange properties {@code user} and {@code global}. Maps, JSON or YAML text, and objects by
 * their Jackson properties; a map {@code {"~d": <time>}} is a date, as in what Lowdefy's pages
 * send.
 */
final class MessagePayload {

    static final String USER = "user";
    static final String GLOBAL = "global";

    private static final BodyContent CONTENT = new BodyContent(Limits.DEFAULT.textBytes());
    private static final BodyReader BODIES = new BodyReader(Limits.DEFAULT);

    private MessagePayload() {}

    /** The body; a stream can be read again afterwards. */
    static Object of(Exchange exchange) {
        try {
            Object tree = revived(BODIES.read(CONTENT.read(exchange, false), false));
            return tree == null ? Map.of() : tree;
        } catch (IOException e) {
            throw BodyReader.unreadable(e);
        }
    }

    /** An exchange property, or undefined. */
    static Object property(Exchange exchange, String name) {
        Object value = exchange.getProperty(name);
        return value == null ? Absent.UNDEFINED : revived(BODIES.read(value, false));
    }

    private static Object revived(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>(map.size() * 2);
            map.forEach((key, value) -> copy.put((String) key, revived(value)));
            return JsonText.revive(copy);
        }
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(revived(item)));
            return copy;
        }
        boolean noJson = tree instanceof Double number && !Double.isFinite(number);
        return noJson ? null : tree;
    }
}
