// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import java.util.Map;

/**
 * Turns a call into the request the official Node client would have sent for it. Thread-safe; does
 * no I/O but ask a file to upload for its size.
 *
 * <p>{@code Authorization} is not among the headers: the connection adds it at every attempt.
 */
public final class RequestEncoder {

    /**
     * Encodes a call: the parameters of GET and DELETE into the query, those of POST into the body,
     * as a form for v1, as JSON for v2, in parts where a file is among them.
     *
     * @throws InvalidStripeCallException when something in the call has no encoding; names the
     *     operation, the parameter and what to give instead
     */
    public WireRequest encode(StripeCall call, ConnectionSettings settings) {
        Operation operation = call.operation();
        boolean inQuery = operation.verb().equals("GET") || operation.verb().equals("DELETE");
        try {
            return new WireRequest(
                    operation.verb(),
                    operation.base(),
                    RequestTarget.of(operation, call.ids(), inQuery ? call.params() : Map.of()),
                    RequestHeaders.of(call, settings),
                    inQuery ? null : body(operation, call.params()));
        } catch (InvalidStripeCallException e) {
            throw new InvalidStripeCallException(
                    operation.name() + ": " + e.getMessage(), e.getCause());
        } catch (RuntimeException | Error e) {
            throw new InvalidStripeCallException(
                    "%s: a parameter cannot be encoded, for it threw %s; give text, a number, a map, a list or a point in time."
                            .formatted(operation.name(), e.getClass().getName()),
                    e);
        }
    }

    private static WireBody body(Operation operation, Map<String, Object> params) {
        if (operation.kind() == OperationKind.MULTIPART) {
            return MultipartEncoder.body(params);
        }
        return operation.isV2() ? JsonEncoder.body(params) : FormEncoder.body(params);
    }
}
