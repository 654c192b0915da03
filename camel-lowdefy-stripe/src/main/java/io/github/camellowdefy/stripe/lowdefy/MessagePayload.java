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
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.call.BodyReader;
import io.github.camellowdefy.stripe.call.CallLimits;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.JsonText;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.MessageHelper;

/**
 * What operators see of an exchange: the body as {@code _payload} ({} when there is none), the
 * exchange properties {@code user} and {@code global}. Maps, JSON or YAML text, and objects by
 * their Jackson properties; a map {@code {"~d": <time>}} is a date, as in what Lowdefy's pages
 * send.
 */
final class MessagePayload {

    static final String USER = "user";
    static final String GLOBAL = "global";

    private static final BodyReader BODIES = new BodyReader(CallLimits.DEFAULT);

    private MessagePayload() {}

    /** The body, read once; a stream can be read again afterwards when Camel caches it. */
    static Object of(Exchange exchange) {
        Object body = content(exchange.getMessage());
        Object tree = body == null ? null : revived(BODIES.read(body, false));
        return tree == null ? Map.of() : tree;
    }

    /** An exchange property, or undefined. */
    static Object property(Exchange exchange, String name) {
        Object value = exchange.getProperty(name);
        return value == null ? Absent.UNDEFINED : revived(BODIES.read(value, false));
    }

    private static Object content(Message message) {
        Object body = message.getBody();
        boolean text =
                body instanceof InputStream
                        || body instanceof Reader
                        || body instanceof StreamCache
                        || body instanceof WrappedFile
                        || body instanceof File;
        if (!text) {
            return body;
        }
        String read = message.getBody(String.class);
        if (read == null) {
            throw new InvalidStripeCallException(
                    "The body cannot be read as text; expected a map, an object or JSON.");
        }
        MessageHelper.resetStreamCache(message);
        return read;
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
