// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.event.Envelope;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of {@code from("stripe:webhook")} and {@code stripe:webhooks/constructEvent} beside
 * those of the connection.
 *
 * <pre>{@code
 * from("stripe:webhook?path=/stripe&webhookSecret={{webhook.secret}}").to("direct:event");
 * }</pre>
 */
@UriParams
public class StripeWebhookConfiguration {

    @UriParam(
            label = "security",
            defaultValue = "300",
            description =
                    "The largest difference, in seconds, between now and the time when a delivery was signed; 0 means no limit.")
    private long webhookTolerance = 300;

    @UriParam(
            label = "security",
            defaultValue = "1048576",
            description =
                    "The largest delivery that is read, in bytes; a larger delivery is refused with the status 413.")
    private int webhookMaxPayloadSize = 1 << 20;

    @UriParam(
            label = "security",
            defaultValue = "16777216",
            description =
                    "The most bytes of all deliveries together that may be in memory before their signatures have been checked, not counting the first 64 KB of each. A delivery that needs more is refused with the status 503, and Stripe delivers it again.")
    private int webhookMaxMemory = 16 << 20;

    @UriParam(
            label = "consumer",
            defaultValue = "/stripe",
            description = "The path webhook deliveries are served on.")
    private String path = "/stripe";

    @UriParam(
            label = "consumer",
            description =
                    "The component whose HTTP server serves the webhook, such as `platform-http`, `jetty` or `servlet`. Unset: that of the rest configuration, else platform-http, else the only one there is.")
    private String httpServerComponent;

    @UriParam(
            label = "consumer",
            defaultValue = "after",
            enums = "after,before",
            description =
                    "Whether a delivery is answered after the route, with the status 500 when the route fails, so that Stripe delivers again; or before the route.")
    private Acknowledge acknowledge = Acknowledge.AFTER;

    @UriParam(
            label = "consumer",
            description =
                    "The public URL of this webhook. When set, the webhook endpoint of the account with this URL is created, or updated to the wanted types and API version, when the route starts.")
    private String registerEndpoint;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "Whether the registered endpoint receives the events of connected accounts, instead of those of the account itself.")
    private boolean registerConnect;

    @UriParam(
            label = "consumer",
            defaultValue = "snapshot",
            enums = "snapshot,thin",
            description =
                    "The payload of the registered endpoint: `snapshot`, events with their objects, for which a webhook endpoint is created; or `thin`, thin events, for which an event destination of the v2 API is created.")
    private RegisteredPayload registerPayload;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "Whether the registered webhook endpoint is deleted when the route stops.")
    private boolean unregister;

    @UriParam(
            label = "consumer",
            description =
                    "The repository of the signing secret of the registered endpoint, which Stripe shows only once: a StateRepository (`#bean:name`), or the path of a file, which only its owner may then read. Unset: the secret is kept in memory, and a restart replaces the endpoint.")
    private Object registrationRepository;

    @UriParam(
            label = "producer",
            defaultValue = "none",
            enums = "none,eventBridge,eventGrid",
            description =
                    "The envelope from which `webhooks/constructEvent` takes the event: none, or that of a cloud's event bus. An event in an envelope carries no signature, so none is checked, and the sender has to be trusted.")
    private Envelope envelope = Envelope.NONE;

    public long getWebhookTolerance() {
        return webhookTolerance;
    }

    public void setWebhookTolerance(long webhookTolerance) {
        this.webhookTolerance = webhookTolerance;
    }

    public int getWebhookMaxPayloadSize() {
        return webhookMaxPayloadSize;
    }

    public void setWebhookMaxPayloadSize(int webhookMaxPayloadSize) {
        this.webhookMaxPayloadSize = webhookMaxPayloadSize;
    }

    public int getWebhookMaxMemory() {
        return webhookMaxMemory;
    }

    public void setWebhookMaxMemory(int webhookMaxMemory) {
        this.webhookMaxMemory = webhookMaxMemory;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getHttpServerComponent() {
        return httpServerComponent;
    }

    public void setHttpServerComponent(String httpServerComponent) {
        this.httpServerComponent = httpServerComponent;
    }

    public Acknowledge getAcknowledge() {
        return acknowledge;
    }

    public void setAcknowledge(Acknowledge acknowledge) {
        this.acknowledge = acknowledge;
    }

    public String getRegisterEndpoint() {
        return registerEndpoint;
    }

    public void setRegisterEndpoint(String registerEndpoint) {
        this.registerEndpoint = registerEndpoint;
    }

    public boolean isRegisterConnect() {
        return registerConnect;
    }

    public void setRegisterConnect(boolean registerConnect) {
        this.registerConnect = registerConnect;
    }

    public RegisteredPayload getRegisterPayload() {
        return registerPayload;
    }

    public void setRegisterPayload(RegisteredPayload registerPayload) {
        this.registerPayload = registerPayload;
    }

    public boolean isUnregister() {
        return unregister;
    }

    public void setUnregister(boolean unregister) {
        this.unregister = unregister;
    }

    public Object getRegistrationRepository() {
        return registrationRepository;
    }

    public void setRegistrationRepository(Object registrationRepository) {
        this.registrationRepository = registrationRepository;
    }

    public Envelope getEnvelope() {
        return envelope;
    }

    public void setEnvelope(Envelope envelope) {
        this.envelope = envelope;
    }
}
