// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** SampleCalls for tests, and how to wait for what becomes of them. */
public final class SampleCalls {

    static final Operation CREATE_CUSTOMER =
            operation("POST", OperationKind.PLAIN, "/v1/customers", "customers.create");
    static final Operation LIST_CUSTOMERS =
            operation("GET", OperationKind.LIST, "/v1/customers", "customers.list");
    static final Operation DELETE_CUSTOMER =
            operation("DELETE", OperationKind.PLAIN, "/v1/customers/{customer}", "customers.del");
    static final Operation QUOTE_PDF =
            operation("GET", OperationKind.BINARY, "/v1/quotes/{quote}/pdf", "quotes.pdf");
    public static final Operation CREATE_FILE =
            operation("POST", OperationKind.MULTIPART, "/v1/files", "files.create");
    static final Operation CREATE_METER_EVENT =
            operation(
                    "POST",
                    OperationKind.PLAIN,
                    "/v2/billing/meter_events",
                    "v2.billing.meterEvents.create");
    static final Operation DELETE_DESTINATION =
            operation(
                    "DELETE",
                    OperationKind.PLAIN,
                    "/v2/core/event_destinations/{id}",
                    "v2.core.eventDestinations.del");

    private SampleCalls() {}

    public static StripeCall create() {
        return create(null);
    }

    public static StripeCall create(String idempotencyKey) {
        return new StripeCall(
                CREATE_CUSTOMER,
                List.of(),
                Map.of("email", "jane@example.com"),
                CallOptions.NONE.withIdempotencyKey(idempotencyKey));
    }

    public static StripeCall list() {
        return new StripeCall(LIST_CUSTOMERS, List.of(), Map.of("limit", 3), CallOptions.NONE);
    }

    public static StripeCall of(Operation operation, List<String> ids, Map<String, Object> params) {
        return new StripeCall(operation, ids, params, CallOptions.NONE);
    }

    static CallOptions account(String account) {
        return new CallOptions(null, account, null, null, null, null, null);
    }

    public static StripeAnswer answer(StripeCallFuture future) throws Exception {
        return future.get(30, SECONDS);
    }

    static CallOptions retrying(int retries) {
        return new CallOptions(null, null, null, null, null, null, retries);
    }

    /** What the future failed with, as its listeners see it. */
    public static Throwable failure(StripeCallFuture future) throws Exception {
        try {
            throw new AssertionError("succeeded with " + future.get(30, SECONDS));
        } catch (ExecutionException | CompletionException e) {
            return e.getCause();
        }
    }

    private static Operation operation(String verb, OperationKind kind, String path, String name) {
        return new Operation(verb, ApiBase.API, kind, path, List.of(name), List.of());
    }
}
