// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.event.EventTypes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.spi.StateRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint of an account that leads to a URL: a webhook endpoint or an event destination.
 * Stripe tells the signing secret only when it is created, so the secret is kept in a repository;
 * an endpoint that was created here and whose secret is lost is replaced. An endpoint that was
 * created elsewhere is never deleted.
 */
final class WebhookRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistration.class);

    private static final JsonMapper JSON = new JsonMapper();

    private final RegistrationApi api;
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

    WebhookRegistration(
            RegistrationApi api, String url, StateRepository<String, String> repository) {
        this.api = api;
        this.url = url;
        this.key = api.key() + ':' + URLEncoder.encode(url, StandardCharsets.UTF_8);
        this.repository = repository;
    }

    /** The secret the registered endpoint signs with; null where it is not known here. */
    String secret() {
        return registered == null ? null : registered.secret();
    }

    /**
     * Creates the endpoint, or updates its event types.
     *
     * @param apiVersion of its events; null leaves it to the account
     * @param secretIsConfigured whether the secret of an endpoint found is known otherwise
     * @throws IllegalStateException when there is an endpoint whose secret is not known here
     */
    void register(EventTypes types, String apiVersion, boolean secretIsConfigured)
            throws Exception {
        List<String> names = names(types);
        List<Map<?, ?>> present = api.leadingTo(url);
        Registered saved = load();
        Optional<Map<?, ?>> usable =
                present.stream()
                        .filter(api::isOfWantedAccounts)
                        .filter(each -> api.isOfVersion(each, apiVersion))
                        .filter(each -> secretIsConfigured || isSaved(saved, each))
                        .findFirst();
        if (usable.isPresent()) {
            Map<?, ?> endpoint = usable.get();
            registered =
                    isSaved(saved, endpoint)
                            ? saved
                            : new Registered(RegistrationApi.id(endpoint), null);
            if (!api.isUpToDate(endpoint, names)) {
                api.update(endpoint, names);
                LOG.info("Updated {} {} of {}", api.noun(), registered.id(), url);
            }
        } else {
            create(present, names, apiVersion, secretIsConfigured);
        }
    }

    void remove() throws Exception {
        if (registered != null) {
            api.delete(registered.id());
            LOG.info("Deleted {} {} of {}", api.noun(), registered.id(), url);
            repository.setState(key, "");
            registered = null;
        }
    }

    private void create(
            List<Map<?, ?>> present,
            List<String> names,
            String apiVersion,
            boolean secretIsConfigured)
            throws Exception {
        boolean othersAreThere =
                present.stream()
                        .filter(api::isOfWantedAccounts)
                        .anyMatch(each -> !api.isOurs(each));
        if (!secretIsConfigured && othersAreThere) {
            throw new IllegalStateException(
                    "The account has another %s for %s that was not created here and whose secret is not known: set webhookSecret to it, or delete that endpoint."
                            .formatted(api.noun(), Excerpt.redact(url)));
        }
        Map<String, Object> created = api.create(url, names, apiVersion);
        registered = new Registered(RegistrationApi.id(created), api.secret(created));
        repository.setState(key, JSON.writeValueAsString(registered));
        LOG.info("Created {} {} for {}", api.noun(), registered.id(), url);
        // only now, so that there is always an endpoint that receives events
        for (Map<?, ?> old : present) {
            if (api.isOurs(old)) {
                api.delete(RegistrationApi.id(old));
                LOG.warn(
                        "Replaced {} {} of {}, whose secret, API version or accounts did not fit: what it had not delivered yet, it will not deliver; poll stripe:events to catch up.",
                        api.noun(),
                        old.get("id"),
                        url);
            }
        }
    }

    private static boolean isSaved(Registered saved, Map<?, ?> endpoint) {
        return saved != null && saved.id().equals(endpoint.get("id"));
    }

    private Registered load() {
        String saved = repository.getState(key);
        if (saved == null || saved.isBlank()) {
            return null;
        }
        Registered read = null;
        try {
            read = JSON.readValue(saved, Registered.class);
        } catch (JsonProcessingException e) {
            // refused below: the message of the cause would quote the secret
        }
        if (read == null || read.id() == null) {
            throw new IllegalStateException(
                    "The value saved under '%s' is not a registered webhook endpoint: restore it, or remove it to register again."
                            .formatted(key));
        }
        return read;
    }

    private List<String> names(EventTypes types) {
        List<String> names = api.names(types);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "types=%s fits none of the events that can be registered for (%s)."
                            .formatted(Excerpt.plain(types.toString()), api.noun()));
        }
        return names;
    }
}
