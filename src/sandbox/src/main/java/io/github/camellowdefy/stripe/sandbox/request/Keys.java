// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.sandbox.control.Nearest;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The API keys of a sandbox and what they open. */
public final class Keys {

    /**
     * What a key opens.
     *
     * @param account the account it belongs to
     * @param permissions such as {@code customers:write, charges:read}; null for a secret key
     */
    public record Grant(String account, Set<String> permissions) {

        /** What a restricted key opens; refuses permissions that open nothing. */
        public static Grant of(String account, List<String> permissions) {
            if (permissions.isEmpty()) {
                throw new IllegalArgumentException(
                        "A restricted key needs permissions such as customers:read.");
            }
            for (String permission : permissions) {
                String[] parts = permission.split(":", -1);
                if (parts.length != 2 || !ACTIONS.contains(parts[1])) {
                    throw new IllegalArgumentException(
                            "A permission is <resource>:read or <resource>:write, such as customers:read; read \"%s\"."
                                    .formatted(permission));
                }
                if (!RESOURCES.contains(parts[0])) {
                    throw Nearest.error("resource for a permission", parts[0], RESOURCES);
                }
            }
            return new Grant(account, Set.copyOf(permissions));
        }
    }

    private static final List<String> ACTIONS = List.of("read", "write");
    private static final Set<String> RESOURCES =
            OperationCatalog.get().operations().stream()
                    .map(operation -> Route.segments(operation.path()).get(1))
                    .collect(Collectors.toUnmodifiableSet());

    /**
     * What a page in the buyer's browser may do by a publishable key: give a card, and confirm what
     * it holds the client secret of.
     */
    private static final Set<String> PUBLIC =
            Set.of(
                    "POST /v1/tokens",
                    "POST /v1/sources",
                    "POST /v1/payment_methods",
                    "GET /v1/payment_intents/{}",
                    "POST /v1/payment_intents/{}/confirm",
                    "GET /v1/setup_intents/{}",
                    "POST /v1/setup_intents/{}/confirm");

    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    /** Adds a key. */
    public void add(String key, Grant grant) {
        grants.put(key, grant);
    }

    /** The grant of an {@code Authorization} header; 401 in Stripe's words without a good one. */
    public Grant authenticate(String authorization) {
        String key = key(authorization);
        StripeError.refuseIf(key == null || key.isEmpty(), "key_missing");
        Grant grant = grants.get(key);
        if (grant == null) {
            throw StripeError.refusal("key_unknown", redact(key));
        }
        return grant;
    }

    /** Whether a page in the buyer's browser may call this. */
    public static boolean isPublic(Route route) {
        return PUBLIC.contains(route.operation());
    }

    /** Whether a page has sent a publishable key, in the header or as {@code key}, which goes. */
    public static boolean takePublishable(String authorization, RequestBody body) {
        String key = authorization == null ? Json.text(body.params(), "key") : key(authorization);
        boolean publishable = key != null && key.startsWith("pk_test_");
        if (publishable) {
            body.params().remove("key");
        }
        return publishable;
    }

    /** 403 unless the grant covers the operation. */
    public static void permit(Grant grant, Route route, String authorization) {
        if (grant.permissions() == null) {
            return;
        }
        String resource = Route.segments(route.template()).get(1);
        boolean reads = route.verb().equals("GET");
        boolean permitted =
                grant.permissions().contains(resource + ":write")
                        || reads && grant.permissions().contains(resource + ":read");
        if (!permitted) {
            String missing = "rak_" + Names.singular(resource) + (reads ? "_read" : "_write");
            throw StripeError.refusal(
                    "key_without_permission", redact(key(authorization)), grant.account(), missing);
        }
    }

    /** A key as Stripe prints it: its kind and its last four characters. */
    static String redact(String key) {
        int kind = key.startsWith("sk_") || key.startsWith("rk_") ? 8 : 0;
        if (key.length() < kind + 8) {
            return "*".repeat(key.length());
        }
        return key.substring(0, kind)
                + "*".repeat(key.length() - kind - 4)
                + key.substring(key.length() - 4);
    }

    private static String key(String authorization) {
        if (authorization == null) {
            return null;
        }
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).trim();
        }
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                byte[] pair = Base64.getDecoder().decode(authorization.substring(6).trim());
                String user = new String(pair, StandardCharsets.UTF_8);
                return user.contains(":") ? user.substring(0, user.indexOf(':')) : user;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }
}
