// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.stripe.model.StripeObject;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.page.ItemIterator;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;

/** Puts an answer on the message, or what is known about a failure beside its exception. */
public final class MessageWriter {

    private static final List<String> HEADERS =
            List.of(
                    StripeConstants.REQUEST_ID,
                    StripeConstants.STATUS_CODE,
                    StripeConstants.OBJECT,
                    StripeConstants.HAS_MORE,
                    StripeConstants.IDEMPOTENT_REPLAYED,
                    StripeConstants.ATTEMPTS,
                    StripeConstants.RETRYABLE,
                    StripeConstants.RATE_LIMITED_REASON);

    private static final JsonFactory JSON = new JsonFactory();

    private MessageWriter() {}

    /** The headers an answer may set. */
    public static List<String> headers() {
        return HEADERS;
    }

    /** Removes what an earlier call has left, so that nobody takes it for this one's. */
    static void clear(Exchange exchange) {
        Message message = exchange.getMessage();
        // where the call is refused before it has a key, the one it came with must not be lost
        exchange.setProperty(
                StripeConstants.IDEMPOTENCY_KEY_USED,
                message.getHeader(StripeConstants.IDEMPOTENCY_KEY, String.class));
        if (message.hasHeaders()) {
            for (String header : HEADERS) {
                message.removeHeader(header);
            }
        }
    }

    /** What is known about a call that has ended, well or not. */
    static void write(Exchange exchange, CallReport report) {
        Message message = exchange.getMessage();
        message.setHeader(StripeConstants.ATTEMPTS, report.attempts());
        if (report.status() != 0) {
            message.setHeader(StripeConstants.STATUS_CODE, report.status());
        }
        set(message, StripeConstants.REQUEST_ID, report.requestId());
        set(message, StripeConstants.RATE_LIMITED_REASON, report.rateLimitedReason());
    }

    /**
     * The failure of a call.
     *
     * @param retryable whether the same call may usefully be made again under the same key
     */
    static void fail(Exchange exchange, Throwable failure, boolean retryable) {
        exchange.getMessage().setHeader(StripeConstants.RETRYABLE, retryable);
        exchange.setException(failure);
    }

    /** The answer as the body; headers that have nothing to do with it stay. */
    static void write(Exchange exchange, StripeAnswer answer) {
        Message message = exchange.getMessage();
        if (answer.idempotentReplayed()) {
            message.setHeader(StripeConstants.IDEMPOTENT_REPLAYED, true);
        }
        Map<?, ?> facts = facts(answer.body());
        set(
                message,
                StripeConstants.OBJECT,
                facts.get("object") instanceof String name ? name : null);
        set(message, StripeConstants.HAS_MORE, hasMore(facts));
        message.setBody(answer.body());
        if (answer.body() instanceof InputStream stream) {
            closeWith(exchange, stream);
        }
    }

    /** The items of a list as the body; reading them ends with the exchange. */
    static void write(Exchange exchange, ItemIterator items) {
        exchange.getMessage().setBody(new SplitItems(items, exchange));
        closeWith(exchange, items);
    }

    private static void set(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }

    private static Object hasMore(Map<?, ?> facts) {
        return facts.containsKey("next_page_url")
                ? (Object) (facts.get("next_page_url") != null)
                : facts.get("has_more") instanceof Boolean more ? more : null;
    }

    /** The members of the answered object that headers tell, whatever form it has. */
    private static Map<?, ?> facts(Object body) {
        if (body instanceof Map<?, ?> map) {
            return map;
        }
        if (body instanceof String json) {
            return ofText(json);
        }
        return body instanceof StripeObject object && object.getLastResponse() != null
                ? ofText(object.getLastResponse().body())
                : Map.of();
    }

    private static Map<?, ?> ofText(String json) {
        Map<String, Object> facts = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (value.isStructStart()) {
                        parser.skipChildren();
                    } else if (value.isBoolean()) {
                        facts.put(name, parser.getBooleanValue());
                    } else if (value != JsonToken.VALUE_NUMBER_INT) {
                        facts.put(name, parser.getValueAsString());
                    }
                }
            }
        } catch (IOException e) {
            // the text is handed on as received; what it tells so far stands
        }
        return facts;
    }

    /**
     * A file is read by the rest of the route and closed with the exchange. Where there is no
     * route, a producer template handed the call in and the one who gets the stream closes it.
     */
    private static void closeWith(Exchange exchange, Closeable stream) {
        if (ExchangeHelper.getRoute(exchange) != null) {
            exchange.getExchangeExtension()
                    .addOnCompletion(
                            new SynchronizationAdapter() {
                                @Override
                                public void onDone(Exchange done) {
                                    IOHelper.close(stream);
                                }
                            });
        }
    }
}
