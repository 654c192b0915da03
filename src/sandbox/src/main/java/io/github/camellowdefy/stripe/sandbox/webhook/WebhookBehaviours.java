// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.EventTypes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Event;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Webhook endpoints and event destinations: their secret is shown once, in the answer that creates
 * them, and kept beside the object from then on.
 */
public final class WebhookBehaviours implements Behaviours.Module {

    private static final String URL = "webhook_endpoint.url";
    private static final String SECRET = "webhook_endpoint.signing_secret";

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/webhook_endpoints", WebhookBehaviours::createEndpoint)
                .on("POST /v1/webhook_endpoints/{id}", WebhookBehaviours::updateEndpoint)
                .on("POST /v2/core/event_destinations", WebhookBehaviours::createDestination)
                .on("GET /v2/core/event_destinations", WebhookBehaviours::listDestinations)
                .on("GET /v2/core/event_destinations/{id}", WebhookBehaviours::showDestination)
                .on("POST /v2/core/event_destinations/{id}", WebhookBehaviours::updateDestination)
                .on("POST /v2/core/event_destinations/{id}/ping", WebhookBehaviours::ping)
                .on(
                        "POST /_sandbox/webhook_endpoints/{id}/roll",
                        call -> roll(call, Target.ENDPOINT))
                .on(
                        "POST /_sandbox/event_destinations/{id}/roll",
                        call -> roll(call, Target.DESTINATION));
    }

    /** What the dashboard does when a secret is rolled. */
    private static Answer roll(Call call, String object) {
        Duration overlap = Duration.ofSeconds(call.params().integer("expires_in", 86_400));
        String secret = Secrets.roll(call.changes(), object, call.id(0), overlap);
        return Answer.of(Json.object().put("id", call.id(0)).put("secret", secret));
    }

    private static Answer createEndpoint(Call call) {
        Params params = call.params();
        String url = requireUrl(params.requireText("url"), "url");
        params.allOf("enabled_events", EventTypes.subscribable());
        ObjectNode endpoint = call.changes().draft(Target.ENDPOINT);
        ObjectNode fields = call.fields();
        endpoint.put("url", url).set("enabled_events", fields.get("enabled_events"));
        endpoint.put("description", params.text("description"));
        endpoint.put("api_version", params.text("api_version"));
        if (fields.get("metadata") instanceof ObjectNode metadata) {
            endpoint.set("metadata", metadata);
        }
        String id = endpoint.get("id").textValue();
        call.changes().insert(endpoint);
        String secret = Secrets.fresh(call.engine().ids());
        ObjectNode hidden = Json.object().put("secret", secret);
        hidden.put("connect", params.bool("connect", false));
        call.changes().hide(Target.ENDPOINT, id, hidden);
        return Answer.of(endpoint.put("secret", secret));
    }

    private static Answer updateEndpoint(Call call) {
        Params params = call.params();
        params.refuseEmpty("url", "enabled_events");
        params.allOf("enabled_events", EventTypes.subscribable());
        if (params.has("url")) {
            requireUrl(params.text("url"), "url");
        }
        if (params.has("disabled")) {
            ObjectNode endpoint = call.require(Target.ENDPOINT);
            endpoint.put("status", params.bool("disabled", false) ? "disabled" : "enabled");
            call.changes().update(endpoint);
        }
        return call.proceed();
    }

    private static Answer createDestination(Call call) {
        Params params = call.params();
        params.requireText("name");
        String payload = params.requireText("event_payload");
        String type = params.requireText("type");
        ObjectNode destination = call.changes().draft(Target.DESTINATION);
        destination.put("status", "enabled").put("description", "");
        destination.put("updated", destination.get("created").textValue());
        ObjectNode fields = call.fields();
        JsonNode endpoint = fields.remove("webhook_endpoint");
        destination.setAll(fields);
        if (!destination.has("events_from")) {
            destination.putArray("events_from").add("self");
        }
        if (payload.equals("snapshot") && !destination.has("snapshot_api_version")) {
            destination.put("snapshot_api_version", call.engine().apiVersion());
        }
        String id = destination.get("id").textValue();
        ObjectNode hidden = Json.object();
        if (type.equals("webhook_endpoint")) {
            String url = endpoint == null ? null : Json.text(endpoint, "url");
            StripeError.missingIf(url == null, "webhook_endpoint[url]");
            hidden.put("url", requireUrl(url, "webhook_endpoint[url]"));
            hidden.put("secret", Secrets.fresh(call.engine().ids()));
        }
        call.changes().insert(destination);
        call.changes().hide(Target.DESTINATION, id, hidden);
        return Answer.of(reveal(call, destination));
    }

    private static Answer updateDestination(Call call) {
        String id = call.id(0);
        ObjectNode destination = call.account().require(Target.DESTINATION, id);
        ObjectNode fields = call.fields();
        JsonNode endpoint = fields.remove("webhook_endpoint");
        destination.setAll(fields);
        call.changes().update(destination);
        if (endpoint != null && endpoint.hasNonNull("url")) {
            ObjectNode hidden = call.account().hidden(Target.DESTINATION, id);
            hidden.put("url", requireUrl(Json.text(endpoint, "url"), "webhook_endpoint[url]"));
            call.changes().hide(Target.DESTINATION, id, hidden);
        }
        return Answer.of(reveal(call, destination));
    }

    private static Answer showDestination(Call call) {
        return Answer.of(reveal(call, call.require(Target.DESTINATION)));
    }

    private static Answer listDestinations(Call call) {
        ObjectNode page = Json.read(call.proceed().body());
        page.get("data").forEach(each -> reveal(call, (ObjectNode) each));
        return Answer.of(page);
    }

    private static Answer ping(Call call) {
        call.require(Target.DESTINATION);
        Event event =
                call.engine()
                        .events()
                        .ping(call.account(), Target.DESTINATION, call.id(0), call.cause());
        return Answer.of(event.json());
    }

    /** Puts in what {@code include} asks for; the secret only while the object is being made. */
    private static ObjectNode reveal(Call call, ObjectNode destination) {
        Set<String> include = new HashSet<>(call.params().texts("include"));
        ObjectNode hidden =
                call.account().hidden(Target.DESTINATION, destination.get("id").textValue());
        if (!hidden.has("url")) {
            return destination;
        }
        ObjectNode endpoint = destination.putObject("webhook_endpoint");
        if (include.contains(URL)) {
            endpoint.put("url", Json.text(hidden, "url"));
        }
        if (include.contains(SECRET)
                && call.route().template().endsWith("event_destinations")
                && call.route().verb().equals("POST")) {
            endpoint.put("signing_secret", Json.text(hidden, "secret"));
        }
        return destination;
    }

    private static String requireUrl(String url, String param) {
        try {
            if (url.matches("https?:.*") && new URI(url).getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // refused as any other text
        }
        throw StripeError.refusal("url_invalid").param(param);
    }
}
