// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.model.WebhookEndpoint;
import com.stripe.model.v2.core.EventDestination;
import io.github.camellowdefy.stripe.StripeConstants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webhook that creates its endpoint in the account, and takes what that delivers. */
class WebhookRegistrationTest {

    private static final String CAMEL_WEBHOOK =
            "webhook:stripe:webhook?webhookComponentName=jetty&webhookPath=/stripe&webhookExternalUrl={{shop}}";

    private final WebhookSandbox stripe = new WebhookSandbox();
    private final WebhookFront front = WebhookFront.named("Jetty").keepingItsPort();
    private WebhookServer server;

    @TempDir private Path directory;

    @BeforeEach
    void start() throws Exception {
        server = WebhookServer.start(front, stripe.sandbox());
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        stripe.close();
    }

    @Test
    void createsAnEndpointForTheWantedEventsAndTakesWhatItDelivers() throws Exception {
        serve(
                Map.of(
                        "types",
                        "customer.created,charge.dispute.*",
                        "apiVersion",
                        "2026-07-29.dahlia"));

        stripe.createCustomer("Ada");

        WebhookEndpoint endpoint = stripe.endpoint();
        assertThat(endpoint.getUrl()).isEqualTo(server.url());
        assertThat(endpoint.getApiVersion()).isEqualTo("2026-07-29.dahlia");
        assertThat(endpoint.getEnabledEvents())
                .contains("customer.created", "charge.dispute.created", "charge.dispute.closed")
                .allMatch(type -> type.matches("customer\\.created|charge\\.dispute\\..*"));
        assertThat(stripe.answers()).containsExactly(200);
        assertThat(server.events())
                .singleElement()
                .satisfies(
                        event ->
                                assertThat(event.getHeader(StripeConstants.EVENT_TYPE))
                                        .isEqualTo("customer.created"));
    }

    @Test
    void leavesTheEndpointWhereItIsAndGoesOnWithItAfterARestart() throws Exception {
        Map<String, String> kept =
                Map.of("registrationRepository", directory.resolve("webhook").toString());
        serve(kept);
        String first = stripe.endpoint().getId();

        restart();
        serve(kept);
        stripe.createCustomer("Ada");

        assertThat(stripe.endpoint().getId()).isEqualTo(first);
        assertThat(stripe.answers()).containsExactly(200);
    }

    @Test
    void keepsTheSecretWhereOnlyItsOwnerCanReadIt() throws Exception {
        Path file = directory.resolve("webhook");

        serve(Map.of("registrationRepository", file.toString()));

        assertThat(file).content().contains("whsec_");
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void takesTheEventsOfConnectedAccountsAloneWhereThatIsWanted() throws Exception {
        serve(Map.of("registerConnect", "true", "types", "customer.created"));

        stripe.createCustomer("Ada");
        assertThat(server.events()).isEmpty();
        stripe.createCustomerOfConnected("Bob");

        assertThat(stripe.answers()).containsExactly(200);
        assertThat(server.events())
                .singleElement()
                .satisfies(
                        event ->
                                assertThat(event.getHeader(StripeConstants.EVENT_ACCOUNT))
                                        .isEqualTo(WebhookSandbox.CONNECTED));
    }

    @Test
    void goesOnWithTheEndpointOfConnectedAccountsAfterARestart() throws Exception {
        Map<String, String> kept =
                Map.of(
                        "registerConnect",
                        "true",
                        "unregister",
                        "true",
                        "registrationRepository",
                        directory.resolve("webhook").toString());
        serve(without(kept, "unregister"));
        String first = stripe.endpoint().getId();

        restart();
        serve(kept);
        stripe.createCustomerOfConnected("Bob");

        assertThat(stripe.endpoint().getId()).isEqualTo(first);
        assertThat(stripe.answers()).containsExactly(200);
        server.withdraw();
        assertThat(stripe.endpoints()).isEmpty();
    }

    @Test
    void replacesItsEndpointWhenOtherAccountsAreWanted() throws Exception {
        Map<String, String> kept =
                Map.of("registrationRepository", directory.resolve("webhook").toString());
        serve(kept);
        String first = stripe.endpoint().getId();

        server.withdraw();
        serve(with(kept, "registerConnect", "true"));
        stripe.createCustomerOfConnected("Bob");
        stripe.createCustomer("Ada");

        assertThat(stripe.endpoint().getId()).isNotEqualTo(first);
        assertThat(stripe.answers()).containsExactly(200);
    }

    @Test
    void createsAnEventDestinationForThinEvents() throws Exception {
        serve(Map.of("registerPayload", "thin", "types", "v2.core.account.*"));

        String account = stripe.createAccount("Ada");

        EventDestination destination = stripe.destination();
        assertThat(destination.getEventPayload()).isEqualTo("thin");
        assertThat(destination.getWebhookEndpoint().getUrl()).isEqualTo(server.url());
        assertThat(destination.getEnabledEvents())
                .contains("v2.core.account.created", "v2.core.account.closed")
                .allMatch(type -> type.startsWith("v2.core.account."));
        assertThat(stripe.endpoints()).isEmpty();
        assertThat(stripe.answers()).containsOnly(200);
        assertThat(server.events().get(0).getHeader(StripeConstants.EVENT_TYPE))
                .isEqualTo("v2.core.account.created");
        assertThat(server.events().get(0).getBody(Map.class).get("related_object"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("id", account);
    }

    @Test
    void goesOnWithItsEventDestinationUpdatesItAndDeletesIt() throws Exception {
        Map<String, String> kept =
                Map.of(
                        "registerPayload",
                        "thin",
                        "registrationRepository",
                        directory.resolve("webhook").toString());
        serve(with(kept, "types", "v2.core.account.closed"));
        String first = stripe.destination().getId();
        stripe.disable(stripe.destination());

        restart();
        serve(
                with(
                        with(kept, "types", "v2.core.account.created,v1.customer.created"),
                        "unregister",
                        "true"));
        stripe.createCustomer("Ada");

        assertThat(stripe.destination().getId()).isEqualTo(first);
        assertThat(stripe.destination().getStatus()).isEqualTo("enabled");
        assertThat(stripe.destination().getEnabledEvents())
                .containsExactlyInAnyOrder("v2.core.account.created", "v1.customer.created");
        assertThat(stripe.answers()).containsExactly(200);
        server.withdraw();
        assertThat(stripe.destinations()).isEmpty();
    }

    @Test
    void takesThinEventsOfConnectedAccountsAloneWhereThatIsWanted() throws Exception {
        serve(
                Map.of(
                        "registerPayload",
                        "thin",
                        "registerConnect",
                        "true",
                        "types",
                        "v1.customer.created"));

        stripe.createCustomer("Ada");
        assertThat(stripe.answers()).isEmpty();
        stripe.createCustomerOfConnected("Bob");

        assertThat(stripe.destination().getEventsFrom()).containsExactly("@accounts");
        assertThat(stripe.answers()).containsExactly(200);
    }

    @Test
    void registersAnEventDestinationBesideAWebhookEndpointOfTheSameAddress() throws Exception {
        stripe.createEndpoint(server.url());

        serve(Map.of("registerPayload", "thin"));

        assertThat(stripe.endpoints()).hasSize(1);
        assertThat(stripe.destination().getEnabledEvents()).hasSizeGreaterThan(20);
    }

    @Test
    void saysWhichTypesHaveNoThinEvent() {
        assertThatThrownBy(() -> serve(Map.of("registerPayload", "thin", "types", "charge.*")))
                .hasStackTraceContaining(
                        "types=charge.* fits none of the events that can be registered for (event destination).");
    }

    @Test
    void replacesAnEndpointOfItsOwnWhoseSecretIsLost() throws Exception {
        serve(Map.of());
        String first = stripe.endpoint().getId();

        restart();
        serve(Map.of());
        stripe.createCustomer("Ada");

        assertThat(stripe.endpoint().getId()).isNotEqualTo(first);
        assertThat(stripe.answers()).containsExactly(200);
    }

    @Test
    void updatesTheEndpointWhenOtherEventsAreWanted() throws Exception {
        serve(Map.of("types", "charge.refunded"));
        String first = stripe.endpoint().getId();

        server.withdraw();
        serve(Map.of("types", "customer.created"));
        stripe.createCustomer("Ada");

        assertThat(stripe.endpoint().getId()).isEqualTo(first);
        assertThat(stripe.endpoint().getEnabledEvents()).containsExactly("customer.created");
        assertThat(stripe.answers()).containsExactly(200);
    }

    @Test
    void deletesTheEndpointAtItsEndWhenToldSo() throws Exception {
        serve(Map.of("unregister", "true"));
        assertThat(stripe.endpoints()).hasSize(1);

        server.withdraw();

        assertThat(stripe.endpoints()).isEmpty();
    }

    @Test
    void touchesNoEndpointOfSomebodyElseWhoseSecretIsUnknown() throws Exception {
        WebhookEndpoint theirs = stripe.createEndpoint(server.url());

        assertThatThrownBy(() -> serve(Map.of()))
                .hasStackTraceContaining("set webhookSecret to it, or delete that endpoint");

        assertThat(stripe.endpoint()).isEqualTo(withoutSecret(theirs));
    }

    @Test
    void updatesAnEndpointOfSomebodyElseWhoseSecretIsConfigured() throws Exception {
        WebhookEndpoint theirs = stripe.createEndpoint(server.url());

        serve(Map.of("webhookSecret", theirs.getSecret(), "types", "customer.*"));
        stripe.createCustomer("Ada");

        assertThat(stripe.endpoint().getId()).isEqualTo(theirs.getId());
        assertThat(stripe.endpoint().getEnabledEvents())
                .contains("customer.created", "customer.deleted");
        assertThat(stripe.answers()).containsExactly(200);
    }

    @Test
    void registersThroughCamelWebhookWithoutBeingAsked() throws Exception {
        String url = server.url();
        server.close();
        server = WebhookServer.start(front.servedAs(CAMEL_WEBHOOK), stripe.sandbox());
        server.context()
                .getPropertiesComponent()
                .addInitialProperty("shop", url.replace("/stripe", ""));

        server.serve(Map.of("types", "customer.created", "unregister", "true"));
        stripe.createCustomer("Ada");

        assertThat(stripe.endpoint().getUrl()).isEqualTo(url);
        assertThat(stripe.answers()).containsExactly(200);
        server.withdraw();
        assertThat(stripe.endpoints()).isEmpty();
    }

    private void restart() throws Exception {
        server.close();
        server = WebhookServer.start(front, stripe.sandbox());
    }

    private void serve(Map<String, String> options) throws Exception {
        Map<String, String> all = new HashMap<>(options);
        all.put("registerEndpoint", server.url());
        server.serve(all);
    }

    private static Map<String, String> with(
            Map<String, String> options, String name, String value) {
        Map<String, String> more = new HashMap<>(options);
        more.put(name, value);
        return more;
    }

    private static Map<String, String> without(Map<String, String> options, String name) {
        Map<String, String> less = new HashMap<>(options);
        less.remove(name);
        return less;
    }

    private static WebhookEndpoint withoutSecret(WebhookEndpoint endpoint) {
        endpoint.setSecret(null);
        return endpoint;
    }
}
