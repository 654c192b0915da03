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
package io.github.camellowdefy.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camellowdefy.stripe.call.Excerpt;
import io.github.camellowdefy.stripe.client.PageWalkException;
import io.github.camellowdefy.stripe.webhook.EventTypes;
import io.github.camellowdefy.stripe.webhook.KnownTypes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.spi.StateRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhook endpoint of an account that leads to a URL. Stripe tells the signing secret only when
 * the endpoint is created, so it is kept in a repository; an endpoint that was created here and
 * whose secret is lost is replaced. One that somebody else has made is never deleted.
 */
final class WebhookRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistration.class);

    private static final JsonMapper JSON = new JsonMapper();

    /** Marks what was created here. */
    private static final Map<String, Object> MARK = Map.of("created_by", "camel-lowdefy-stripe");

    private final StripeCalls calls;
    private final String url;
    private final String key;
    private final StateRepository<String, String> repository;
    private Registered registered;

    /** An endpoint and the secret it signs with, null where only the user knows it. */
    private record Registered(String id, String secret) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Registered[" + id + ']';
        }
    }

    WebhookRegistration(StripeCalls calls, String url, StateRepository<String, String> repository) {
        this.calls = calls;
        this.url = url;
        this.key = "stripe-webhook:" + URLEncoder.encode(url, StandardCharsets.UTF_8);
        this.repository = repository;
    }

    /** The secret the registered endpoint signs with; null where it is not known here. */
    String secret() {
        return registered == null ? null : registered.secret();
    }

    /**
     * Creates the endpoint, or updates it to what is wanted.
     *
     * @param apiVersion of its events; null leaves it to the account
     * @param secretIsConfigured whether the secret of an endpoint found is known otherwise
     * @throws IllegalStateException when there is an endpoint whose secret nobody knows here
     */
    void register(EventTypes types, String apiVersion, boolean secretIsConfigured)
            throws Exception {
        List<Map<?, ?>> present = present();
        Registered saved = load();
        Optional<Map<?, ?>> usable =
                present.stream()
                        .filter(
                                each ->
                                        secretIsConfigured
                                                || saved != null
                                                        && saved.id().equals(each.get("id")))
                        .filter(
                                each ->
                                        apiVersion == null
                                                || apiVersion.equals(each.get("api_version")))
                        .findFirst();
        if (usable.isPresent()) {
            String id = id(usable.get());
            boolean known = saved != null && saved.id().equals(id);
            registered = new Registered(id, known ? saved.secret() : null);
            update(usable.get(), names(types));
        } else {
            create(present, names(types), apiVersion, secretIsConfigured);
        }
    }

    /** Deletes the endpoint. */
    void remove() throws Exception {
        if (registered != null) {
            get(calls.call("webhookEndpoints.del", List.of(registered.id()), Map.of()));
            LOG.info("Deleted webhook endpoint {} of {}", registered.id(), url);
            repository.setState(key, "");
            registered = null;
        }
    }

    private void update(Map<?, ?> endpoint, List<String> events) throws Exception {
        boolean enabled = !"disabled".equals(endpoint.get("status"));
        if (enabled && events.equals(endpoint.get("enabled_events"))) {
            return;
        }
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("enabled_events", events);
        params.put("disabled", false);
        get(calls.call("webhookEndpoints.update", List.of(registered.id()), params));
        LOG.info("Updated webhook endpoint {} of {}", registered.id(), url);
    }

    private void create(
            List<Map<?, ?>> present,
            List<String> events,
            String apiVersion,
            boolean secretIsConfigured)
            throws Exception {
        List<Map<?, ?>> ours = present.stream().filter(this::isOurs).toList();
        if (!secretIsConfigured && ours.size() < present.size()) {
            throw new IllegalStateException(
                    "The account has a webhook endpoint for %s that was not created here and whose secret is not known: set webhookSecret to it, or delete that endpoint."
                            .formatted(Excerpt.redact(url)));
        }
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("url", url);
        params.put("enabled_events", events);
        if (apiVersion != null) {
            params.put("api_version", apiVersion);
        }
        params.put("metadata", MARK);
        Map<String, Object> created = get(calls.call("webhookEndpoints.create", List.of(), params));
        registered =
                new Registered(
                        id(created),
                        created.get("secret") instanceof String secret ? secret : null);
        repository.setState(key, JSON.writeValueAsString(registered));
        LOG.info("Created webhook endpoint {} for {}", registered.id(), url);
        // only now, so that there is always one that takes what happens
        for (Map<?, ?> old : ours) {
            get(calls.call("webhookEndpoints.del", List.of(id(old)), Map.of()));
            LOG.warn(
                    "Replaced webhook endpoint {} of {}, whose secret or API version did not fit: what it had not delivered yet, it will not deliver; poll stripe:events to catch up.",
                    old.get("id"),
                    url);
        }
    }

    private boolean isOurs(Map<?, ?> endpoint) {
        return endpoint.get("metadata") instanceof Map<?, ?> metadata
                && metadata.entrySet().containsAll(MARK.entrySet());
    }

    private List<Map<?, ?>> present() throws Exception {
        try {
            return calls.all("webhookEndpoints.list").stream()
                    .filter(endpoint -> url.equals(endpoint.get("url")))
                    .toList();
        } catch (PageWalkException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static String id(Map<?, ?> endpoint) {
        if (endpoint.get("id") instanceof String id) {
            return id;
        }
        throw new IllegalStateException(
                "Stripe answered with a webhook endpoint that has no id; look into the dashboard for what there is.");
    }

    private Registered load() {
        String saved = repository.getState(key);
        if (saved == null || saved.isBlank()) {
            return null;
        }
        try {
            return JSON.readValue(saved, Registered.class);
        } catch (JsonProcessingException e) {
            // the message of the cause would quote the secret
            throw new IllegalStateException(
                    "What is saved under '%s' is not a registered webhook endpoint: restore it, or remove it to register anew."
                            .formatted(key));
        }
    }

    /** The API takes names alone, and a star for all. */
    private static List<String> names(EventTypes types) {
        List<String> names =
                types.equals(EventTypes.ALL) ? List.of("*") : types.names(KnownTypes.SNAPSHOTS);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "types=%s fits no event a webhook endpoint can be registered for."
                            .formatted(Excerpt.plain(types.toString())));
        }
        return names;
    }

    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
