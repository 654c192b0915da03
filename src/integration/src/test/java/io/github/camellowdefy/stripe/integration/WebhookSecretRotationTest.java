// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.WebhookEndpoint;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A signing secret is rolled while deliveries go on. */
class WebhookSecretRotationTest {

    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final String EVENT =
            "{\"id\":\"evt_1Rotation\",\"object\":\"event\",\"type\":\"customer.created\"}";

    private final WebhookSandbox stripe = new WebhookSandbox();
    private WebhookServer server;

    @BeforeEach
    void start() throws Exception {
        server = WebhookServer.start(WebhookFront.named("platform-http-main"), stripe.sandbox());
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        stripe.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // configured | signed with | status
                "whsec_old | whsec_old | 200",
                "whsec_old | whsec_new | 400",
                "whsec_old | whsec_new,whsec_old | 200",
                "whsec_old,whsec_new | whsec_old | 200",
                "whsec_old,whsec_new | whsec_new | 200",
                "whsec_old,whsec_new | whsec_new,whsec_old | 200",
                "whsec_old,whsec_new | whsec_of_somebody_else | 400",
                "whsec_new | whsec_old | 400",
                "whsec_new | whsec_new | 200",
                "whsec_new | whsec_new,whsec_old | 200",
            })
    void takesADeliveryThatIsSignedWithASecretItHas(String configured, String signed, int status)
            throws Exception {
        server.serve(Map.of("webhookSecret", configured));

        assertThat(server.deliver(EVENT, signed.split(",")).statusCode()).isEqualTo(status);
        assertThat(server.events()).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void losesNoDeliveryWhileAnEndpointsSecretIsRolled() throws Exception {
        WebhookEndpoint endpoint = stripe.createEndpoint(server.url());
        String old = endpoint.getSecret();
        server.serve(Map.of("webhookSecret", old));
        stripe.createCustomer("before");

        String rolled = stripe.sandbox().webhooks().rollSecret(endpoint.getId(), OVERLAP);
        stripe.createCustomer("signed with both, known by the old one");
        serveAgain(old + ',' + rolled);
        stripe.createCustomer("signed with both, known by both");
        stripe.advance(OVERLAP.plusMinutes(1));
        stripe.createCustomer("signed with the new one");
        serveAgain(rolled);
        stripe.createCustomer("after");

        assertThat(stripe.answers()).containsExactly(200, 200, 200, 200, 200);
        assertThat(server.events()).hasSize(5);
        assertThat(server.deliver(EVENT, old).statusCode()).isEqualTo(400);
        assertThat(server.events()).hasSize(5);
    }

    private void serveAgain(String secrets) throws Exception {
        server.withdraw();
        server.serve(Map.of("webhookSecret", secrets));
    }
}
