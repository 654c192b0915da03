// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.call.CallDefaults;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.CallReader;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.client.encode.RequestEncoder;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls and responses of tests. */
public final class Calls {

    private static final CallReader READER = new CallReader(OperationCatalog.get(), Limits.DEFAULT);

    private Calls() {}

    public static StripeCall call(String name, Map<String, Object> params) {
        return call(name, List.of(), params);
    }

    public static StripeCall call(String name, List<String> ids, Map<String, Object> params) {
        return new StripeCall(
                OperationCatalog.get().find(name).operations().get(0),
                ids,
                params,
                CallOptions.NONE);
    }

    /** The call a message body makes. */
    public static StripeCall read(Object body) {
        return READER.read(READER.prefix(""), body, CallDefaults.NONE);
    }

    /** A map that may hold null. */
    public static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    public static WireResponse response(int status, String body, String... headers) {
        Map<String, String> all = new TreeMap<>(Map.of("request-id", "req_1"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new WireResponse(status, all, body.getBytes(StandardCharsets.UTF_8), null);
    }

    /** The body of the request a call makes. */
    public static String body(StripeCall call) {
        WireRequest.Bytes body =
                (WireRequest.Bytes) new RequestEncoder(Settings.NONE).encode(call).body();
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }

    /** The form a value in a message is sent as, under the key {@code a}. */
    public static String form(Object value) {
        return body(read(map("customers", map("create", List.of(map("a", value))))));
    }

    /** The JSON a value in a message is sent as, under the key {@code a}. */
    public static String json(Object value) {
        return body(
                read(
                        map(
                                "v2",
                                map(
                                        "core",
                                        map(
                                                "accounts",
                                                map("create", List.of(map("a", value))))))));
    }
}
