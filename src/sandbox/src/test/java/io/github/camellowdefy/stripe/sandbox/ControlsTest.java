// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiException;
import com.stripe.model.WebhookEndpoint;
import com.stripe.net.Webhook;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What other languages do by requests to {@code /_sandbox}. */
class ControlsTest extends Scenario {

    @Test
    void timeIsAdvancedByARequest() {
        long before = sandbox.clock().seconds();
        String answer = send(sandbox, "POST", "/_sandbox/clock/advance", "seconds=86400").body();
        assertThat(sandbox.clock().seconds()).isGreaterThanOrEqualTo(before + 86_400);
        assertThat(answer).contains("\"now\":");
        assertThat(send(sandbox, "POST", "/_sandbox/clock/advance", "seconds=-1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aFaultIsPlannedByARequest() throws Exception {
        String plan = "fault=ERROR_500_BEFORE&times=1&on=POST /v1/customers";
        assertThat(send(sandbox, "POST", "/_sandbox/faults", plan).body())
                .contains("\"pending\":1");
        assertThat(Assertions.catchThrowable(this::customer)).isInstanceOf(ApiException.class);
        assertThat(customer().getId()).startsWith("cus_");
        send(sandbox, "POST", "/_sandbox/faults", plan);
        assertThat(send(sandbox, "DELETE", "/_sandbox/faults", null).body())
                .contains("\"pending\":0");
    }

    @Test
    void anUnknownFaultIsRefusedWithTheOnesThereAre() {
        HttpResponse<String> answer = send(sandbox, "POST", "/_sandbox/faults", "fault=FLOOD");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Invalid fault: must be one of CONNECTION_REFUSED");
    }

    @Test
    void theJournalIsReadByARequest() throws Exception {
        customer();
        assertThat(send(sandbox, "GET", "/_sandbox/journal", null).body())
                .contains("\"path\":\"/v1/customers\"")
                .doesNotContain(sandbox.secretKey());
    }

    @Test
    void aSecretIsRolledByARequest() throws Exception {
        try (Receiver receiver = new Receiver()) {
            WebhookEndpoint endpoint =
                    stripe.webhookEndpoints()
                            .create(
                                    WebhookEndpointCreateParams.builder()
                                            .setUrl(receiver.url())
                                            .addEnabledEvent(EnabledEvent.CUSTOMER__CREATED)
                                            .build());
            String path = "/_sandbox/webhook_endpoints/" + endpoint.getId() + "/roll";
            Matcher fresh =
                    Pattern.compile("whsec_\\w+")
                            .matcher(send(sandbox, "POST", path, "expires_in=60").body());
            assertThat(fresh.find()).isTrue();
            customer();
            assertThat(sandbox.webhooks().awaitIdle(Duration.ofSeconds(10))).isTrue();
            Receiver.Received received = receiver.received().get(0);
            for (String secret : new String[] {endpoint.getSecret(), fresh.group()}) {
                assertThat(
                                Webhook.constructEvent(
                                                received.body(), received.signature(), secret)
                                        .getType())
                        .isEqualTo("customer.created");
            }
        }
    }
}
