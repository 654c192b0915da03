// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns a response into the body of an answer, or into the exception for it. Thread-safe. */
public final class AnswerReader {

    private static final int NO_CONTENT = 204;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads a response.
     *
     * @return for an operation whose answer is a file, an {@link java.io.InputStream}; else by
     *     {@code format}: a map (or list) of plain values, the text as received, or stripe-java's
     *     object. The answer 204 is an empty map, an empty text, or null.
     * @throws StripeException stripe-java's own for an error of Stripe, {@link
     *     com.stripe.exception.ApiException} for any other failure; also when a success holds an
     *     {@code error} instead of one of Stripe's objects
     * @throws UnreadableAnswerException when a success cannot be read
     */
    public Object read(WireResponse response, StripeCall call, AnswerFormat format)
            throws StripeException, UnreadableAnswerException {
        Operation operation = call.operation();
        if (response.status() / 100 != 2) {
            throw ErrorMapper.map(response, operation.isV2());
        }
        if (response.stream() != null) {
            return response.stream();
        }
        if (operation.kind() == OperationKind.BINARY) {
            return new ByteArrayInputStream(response.bytes());
        }
        try {
            return switch (format) {
                case MAP -> plain(response, operation);
                case JSON -> text(response, operation);
                case OBJECT -> object(response, operation);
            };
        } catch (IOException e) {
            throw unreadable(response, e);
        }
    }

    private static Object plain(WireResponse response, Operation operation)
            throws StripeException, IOException {
        if (isEmpty(response)) {
            return new LinkedHashMap<>();
        }
        Object tree = JsonTree.read(response.bytes());
        // reports that failed have a member error as well, but they say which object they are
        if (tree instanceof Map<?, ?> map
                && map.get("error") != null
                && !map.containsKey("object")) {
            throw ErrorMapper.map(response, operation.isV2());
        }
        return tree;
    }

    private static String text(WireResponse response, Operation operation)
            throws StripeException, IOException {
        if (isEmpty(response)) {
            return "";
        }
        if (JsonTree.isBareError(response.bytes())) {
            throw ErrorMapper.map(response, operation.isV2());
        }
        String text = new String(response.bytes(), StandardCharsets.UTF_8);
        return text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Object object(WireResponse response, Operation operation)
            throws StripeException, IOException {
        Object tree = plain(response, operation);
        if (isEmpty(response)) {
            return null;
        }
        return tree instanceof Map<?, ?> map ? ModelReader.read(map, response, operation) : tree;
    }

    private static boolean isEmpty(WireResponse response) {
        return response.status() == NO_CONTENT && response.bytes().length == 0;
    }

    /** Names the place, never the content: the answer may hold personal data. */
    private static UnreadableAnswerException unreadable(WireResponse response, IOException e) {
        String where =
                e instanceof JsonProcessingException json && json.getLocation() != null
                        ? " from line %d, column %d on"
                                .formatted(
                                        json.getLocation().getLineNr(),
                                        json.getLocation().getColumnNr())
                        : "";
        return new UnreadableAnswerException(
                "Stripe answered %d (request %s) with %d bytes that are not the JSON expected%s"
                        .formatted(
                                response.status(),
                                response.headers().getOrDefault("request-id", "unknown"),
                                response.bytes().length,
                                where));
    }
}
