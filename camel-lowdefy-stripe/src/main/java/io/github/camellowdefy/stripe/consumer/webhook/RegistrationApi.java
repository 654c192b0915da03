// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import io.github.camellowdefy.stripe.RegisteredPayload;
import io.github.camellowdefy.stripe.client.page.PageWalkException;
import io.github.camellowdefy.stripe.connection.StripeCalls;
import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.event.KnownTypes;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Lists, creates, updates and deletes the endpoints that Stripe delivers events to. */
abstract class RegistrationApi {

    /** The metadata of endpoints that were created here. */
    private static final Map<String, String> MARK = Map.of("created_by", "camel-lowdefy-stripe");

    final boolean connect;
    private final StripeCalls calls;
    private final String operations;

    private RegistrationApi(StripeCalls calls, String operations, boolean connect) {
        this.calls = calls;
        this.operations = operations;
        this.connect = connect;
    }

    /**
     * The API of the endpoints that send this payload.
     *
     * @param payload snapshots where it is null
     * @param connect whether they send the events of connected accounts, or the account's own
     */
    static RegistrationApi of(StripeCalls calls, RegisteredPayload payload, boolean connect) {
        return payload == RegisteredPayload.THIN
                ? new EventDestinations(calls, connect)
                : new WebhookEndpoints(calls, connect);
    }

    /** The name of the endpoints in sentences. */
    abstract String noun();

    /**
     * The prefix of the repository key of a secret; it differs for endpoints that may share one
     * URL.
     */
    abstract String key();

    /** All endpoints of a URL, also those that were created elsewhere. */
    abstract List<Map<?, ?>> leadingTo(String url) throws Exception;

    /** Whether an endpoint sends the events of the configured accounts, as far as is known. */
    abstract boolean isOfWantedAccounts(Map<?, ?> endpoint);

    /** Whether an endpoint sends events of this API version; null is any. */
    abstract boolean isOfVersion(Map<?, ?> endpoint, String apiVersion);

    abstract Map<String, Object> create(String url, List<String> types, String apiVersion)
            throws Exception;

    /** The signing secret in the answer that created an endpoint, or null. */
    abstract String secret(Map<?, ?> created);

    abstract void update(Map<?, ?> endpoint, List<String> types) throws Exception;

    /** The names of types as the API takes them; none where no type fits. */
    abstract List<String> names(EventTypes types);

    final void delete(String id) throws Exception {
        call("del", List.of(id), Map.of());
    }

    final boolean isOurs(Map<?, ?> endpoint) {
        return endpoint.get("metadata") instanceof Map<?, ?> metadata
                && metadata.entrySet().containsAll(MARK.entrySet());
    }

    final boolean isUpToDate(Map<?, ?> endpoint, List<String> types) {
        return !isDisabled(endpoint)
                && endpoint.get("enabled_events") instanceof Collection<?> enabled
                && new HashSet<Object>(enabled).equals(new HashSet<>(types));
    }

    static String id(Map<?, ?> endpoint) {
        if (endpoint.get("id") instanceof String id) {
            return id;
        }
        throw new IllegalStateException(
                "Stripe answered with a webhook endpoint that has no id; check the endpoints in Stripe's dashboard.");
    }

    final Map<String, Object> call(String verb, List<String> ids, Map<String, Object> params)
            throws Exception {
        try {
            return calls.call(operations + '.' + verb, ids, params).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    final Stream<Map<?, ?>> all(Map<String, Object> params) throws Exception {
        try {
            return calls.all(operations + ".list", params).stream();
        } catch (PageWalkException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static boolean isDisabled(Map<?, ?> endpoint) {
        return "disabled".equals(endpoint.get("status"));
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Object value) {
        return value instanceof String text ? text : null;
    }

    /** Webhook endpoints of the v1 API, which send whole events. */
    private static final class WebhookEndpoints extends RegistrationApi {

        private static final String CONNECT = "connect";

        WebhookEndpoints(StripeCalls calls, boolean connect) {
            super(calls, "webhookEndpoints", connect);
        }

        @Override
        String noun() {
            return "webhook endpoint";
        }

        @Override
        String key() {
            return connect ? "stripe-webhook-connect" : "stripe-webhook";
        }

        @Override
        List<Map<?, ?>> leadingTo(String url) throws Exception {
            return all(Map.of()).filter(each -> url.equals(each.get("url"))).toList();
        }

        /** The API does not tell, so that an endpoint created here says it in its metadata. */
        @Override
        boolean isOfWantedAccounts(Map<?, ?> endpoint) {
            boolean marked = "true".equals(map(endpoint.get("metadata")).get(CONNECT));
            return !isOurs(endpoint) || marked == connect;
        }

        @Override
        boolean isOfVersion(Map<?, ?> endpoint, String apiVersion) {
            return apiVersion == null || apiVersion.equals(endpoint.get("api_version"));
        }

        @Override
        Map<String, Object> create(String url, List<String> types, String apiVersion)
                throws Exception {
            Map<String, Object> metadata = new LinkedHashMap<>(MARK);
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("url", url);
            params.put("enabled_events", types);
            if (apiVersion != null) {
                params.put("api_version", apiVersion);
            }
            if (connect) {
                params.put(CONNECT, true);
                metadata.put(CONNECT, "true");
            }
            params.put("metadata", metadata);
            return call("create", List.of(), params);
        }

        @Override
        String secret(Map<?, ?> created) {
            return text(created.get("secret"));
        }

        @Override
        void update(Map<?, ?> endpoint, List<String> types) throws Exception {
            call(
                    "update",
                    List.of(id(endpoint)),
                    Map.of("enabled_events", types, "disabled", false));
        }

        /** The API takes names alone, and a star for all. */
        @Override
        List<String> names(EventTypes types) {
            return types.equals(EventTypes.ALL) ? List.of("*") : types.names(KnownTypes.SNAPSHOTS);
        }
    }

    /** Event destinations of the v2 API, as far as they send thin events to a URL. */
    private static final class EventDestinations extends RegistrationApi {

        private static final String ENDPOINT = "webhook_endpoint";
        private static final String EVENTS_FROM = "events_from";

        /** The older names of {@code @self} and {@code @accounts} are self and other_accounts. */
        private static final List<String> CONNECTED = List.of("@accounts", "other_accounts");

        EventDestinations(StripeCalls calls, boolean connect) {
            super(calls, "v2.core.eventDestinations", connect);
        }

        @Override
        String noun() {
            return "event destination";
        }

        @Override
        String key() {
            return connect ? "stripe-destination-connect" : "stripe-destination";
        }

        @Override
        List<Map<?, ?>> leadingTo(String url) throws Exception {
            return all(Map.of("include", List.of("webhook_endpoint.url")))
                    .filter(each -> "thin".equals(each.get("event_payload")))
                    .filter(each -> url.equals(map(each.get(ENDPOINT)).get("url")))
                    .toList();
        }

        @Override
        boolean isOfWantedAccounts(Map<?, ?> endpoint) {
            boolean connected =
                    endpoint.get(EVENTS_FROM) instanceof List<?> from
                            && from.stream().anyMatch(CONNECTED::contains);
            return connected == connect;
        }

        /** Thin events have no version. */
        @Override
        boolean isOfVersion(Map<?, ?> endpoint, String apiVersion) {
            return true;
        }

        @Override
        Map<String, Object> create(String url, List<String> types, String apiVersion)
                throws Exception {
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("name", MARK.get("created_by"));
            params.put("type", ENDPOINT);
            params.put("event_payload", "thin");
            params.put("enabled_events", types);
            params.put(ENDPOINT, Map.of("url", url));
            params.put("metadata", MARK);
            params.put("include", List.of("webhook_endpoint.signing_secret"));
            if (connect) {
                params.put(EVENTS_FROM, List.of(CONNECTED.get(0)));
            }
            return call("create", List.of(), params);
        }

        @Override
        String secret(Map<?, ?> created) {
            return text(map(created.get(ENDPOINT)).get("signing_secret"));
        }

        @Override
        void update(Map<?, ?> endpoint, List<String> types) throws Exception {
            List<String> id = List.of(id(endpoint));
            call("update", id, Map.of("enabled_events", types));
            if (isDisabled(endpoint)) {
                call("enable", id, Map.of());
            }
        }

        /** The API is not said to take a star. */
        @Override
        List<String> names(EventTypes types) {
            return types.equals(EventTypes.ALL) ? KnownTypes.THIN : types.names(KnownTypes.THIN);
        }
    }
}
