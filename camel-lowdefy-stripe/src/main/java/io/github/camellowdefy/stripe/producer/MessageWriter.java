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

/** Writes an answer, or the facts about a failure beside its exception, into the message. */
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

    public static List<String> headers() {
        return HEADERS;
    }

    /**
     * Removes the headers of an earlier call, so that no step takes them for those of this call.
     */
    static void clear(Exchange exchange) {
        Message message = exchange.getMessage();
        // a call that is refused before it has a key keeps the key of its header
        exchange.setProperty(
                StripeConstants.IDEMPOTENCY_KEY_USED,
                message.getHeader(StripeConstants.IDEMPOTENCY_KEY, String.class));
        if (message.hasHeaders()) {
            for (String header : HEADERS) {
                message.removeHeader(header);
            }
        }
    }

    /** Writes the report of a call, whether it succeeded or failed. */
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
     * Writes the failure of a call.
     *
     * @param retryable whether the same call may usefully be made again under the same key
     */
    static void fail(Exchange exchange, Throwable failure, boolean retryable) {
        exchange.getMessage().setHeader(StripeConstants.RETRYABLE, retryable);
        exchange.setException(failure);
    }

    /** Writes the answer as the body; other headers stay. */
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
            closeWith(exchange, stream, () -> {});
        }
    }

    /** Writes the items of a list as the body; reading them ends with the exchange. */
    static void write(Exchange exchange, ItemIterator items) {
        exchange.getMessage().setBody(new SplitItems(items, exchange));
        closeWith(exchange, items, items::processed);
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

    /** The members of the answered object that become headers, for each form of the body. */
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
            // the text is passed on as received, with the facts read so far
        }
        return facts;
    }

    /**
     * Closes a file or a list with the exchange, after the rest of the route has read it. Without a
     * route a producer template made the call, and its caller closes the body.
     *
     * @param completed runs before, where the exchange has succeeded
     */
    private static void closeWith(Exchange exchange, Closeable content, Runnable completed) {
        if (ExchangeHelper.getRoute(exchange) != null) {
            exchange.getExchangeExtension()
                    .addOnCompletion(
                            new SynchronizationAdapter() {
                                @Override
                                public void onComplete(Exchange done) {
                                    completed.run();
                                    super.onComplete(done);
                                }

                                @Override
                                public void onDone(Exchange done) {
                                    IOHelper.close(content);
                                }
                            });
        }
    }
}
