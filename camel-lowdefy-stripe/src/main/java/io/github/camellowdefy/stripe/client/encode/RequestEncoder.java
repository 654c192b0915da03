// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import com.stripe.Stripe;
import io.github.camellowdefy.stripe.call.ApiPath;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes a call as the HTTP request that the official Node client would have sent for it: target,
 * headers and body. Thread-safe; does no I/O but ask a file to upload for its size.
 *
 * <pre>{@code
 * WireRequest request = new RequestEncoder(settings).encode(call);
 * request.target(); // "/v1/customers?limit=30"
 * }</pre>
 *
 * <p>{@code Authorization} is not among the headers: {@link AttemptHeaders} adds it at every
 * attempt.
 */
public final class RequestEncoder {

    private final CallOptions connection;

    public RequestEncoder(ConnectionSettings settings) {
        connection =
                CallOptions.of(
                        null,
                        settings.stripeAccount(),
                        settings.stripeContext(),
                        settings.apiVersion());
    }

    /**
     * Encodes a call: the parameters of GET and DELETE into the query, those of POST into the body,
     * as a form for v1, as JSON for v2, in parts where a file is among them.
     *
     * @throws InvalidStripeCallException when something in the call has no encoding; names the
     *     operation, the parameter and what to give instead
     */
    public WireRequest encode(StripeCall call) {
        Operation operation = call.operation();
        String verb = operation.verb();
        boolean inQuery = verb.equals("GET") || verb.equals("DELETE");
        try {
            return new WireRequest(
                    verb,
                    operation.base(),
                    target(operation, call.ids(), inQuery ? call.params() : Map.of()),
                    headers(operation, call.options()),
                    inQuery ? null : body(operation, call.params()));
        } catch (InvalidStripeCallException e) {
            throw new InvalidStripeCallException(
                    operation.name() + ": " + e.getMessage(), e.getCause());
        } catch (RuntimeException | Error e) {
            throw new InvalidStripeCallException(
                    "%s: a parameter cannot be encoded, because it threw %s; give text, a number, a map, a list or a point in time."
                            .formatted(operation.name(), e.getClass().getName()),
                    e);
        }
    }

    private static WireRequest.Body body(Operation operation, Map<String, Object> params) {
        if (operation.kind() == OperationKind.MULTIPART) {
            return MultipartEncoder.body(params);
        }
        return operation.isV2() ? JsonEncoder.body(params) : FormEncoder.body(params);
    }

    /**
     * The call's options win over the connection's. Without a version, v1 is sent none, so that the
     * account's default answers; v2 takes no request without one, so it is stripe-java's.
     */
    private Map<String, String> headers(Operation operation, CallOptions own) {
        if (own.stripeAccount() != null && own.stripeContext() != null) {
            throw new InvalidStripeCallException(
                    "Both stripeAccount and stripeContext are set, be it by the message, its headers or the endpoint; give one of them.");
        }
        CallOptions options = own.orElse(connection);
        String version = options.apiVersion();
        Map<String, String> headers = new LinkedHashMap<>(8);
        put(
                headers,
                "Stripe-Version",
                version == null && operation.isV2() ? Stripe.API_VERSION : version);
        if (operation.verb().equals("DELETE")) {
            // without a body, but the Node client names the type it would have
            headers.put(
                    "Content-Type",
                    operation.isV2() ? JsonEncoder.CONTENT_TYPE : FormEncoder.CONTENT_TYPE);
        }
        put(headers, "Stripe-Account", options.stripeAccount());
        put(headers, "Stripe-Context", options.stripeContext());
        put(headers, "Idempotency-Key", options.idempotencyKey());
        return headers;
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    /**
     * Fills the ids into the path and appends the query.
     *
     * @param query parameters; when there are some and all of them are empty, a bare {@code ?}
     *     stays, as the Node client sends it
     */
    private static String target(Operation operation, List<String> ids, Map<String, Object> query) {
        List<String> names = operation.idNames();
        if (ids.size() < names.size()) {
            throw new InvalidStripeCallException(
                    "The " + names.get(ids.size()) + " id is missing.");
        }
        if (ids.size() > names.size()) {
            throw new InvalidStripeCallException(
                    ids.size() + " ids were given, but the path takes " + names.size() + '.');
        }
        List<String> literals = operation.literals();
        StringBuilder target = new StringBuilder(128).append(literals.get(0));
        for (int i = 0; i < names.size(); i++) {
            appendId(target, ids.get(i), names.get(i));
            target.append(literals.get(i + 1));
        }
        checkPath(target);
        if (!query.isEmpty()) {
            target.append(target.indexOf("?") < 0 ? '?' : '&');
            FormEncoder.append(target, query);
        }
        return target.toString();
    }

    private static void appendId(StringBuilder target, String id, String name) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new InvalidStripeCallException(
                    "The " + name + " id is \"" + id + "\"; give the id of one object.");
        }
        if (!PercentEncoding.append(target, id, PercentEncoding.PATH_SEGMENT)) {
            throw ParamCheck.halfCharacter("The " + name + " id");
        }
    }

    /** A path from a message must not be able to end the request line and begin a header. */
    private static void checkPath(StringBuilder path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) <= ' ' || path.charAt(i) > '~') {
                throw new InvalidStripeCallException(
                        "The path holds a blank, a control character or one beyond ASCII; percent-encode it.");
            }
        }
        if (path.length() > ApiPath.LONGEST) {
            throw new InvalidStripeCallException(
                    "The path is longer than %,d characters; give the ids of objects."
                            .formatted(ApiPath.LONGEST));
        }
    }
}
