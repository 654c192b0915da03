// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.net.RequestOptions;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.service.V1Services;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private static final String READER = "rk_test_reader00000000001234";

    private static final StripeSandbox SANDBOX =
            StripeSandbox.builder()
                    .restrictedKey(READER, "customers:read")
                    .account("acct_second", "sk_test_second0000000000")
                    .start();

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void withoutAKeyNothingGoes() {
        HttpResponse<String> answer =
                send(SANDBOX, "GET", "/v1/customers", null, "Authorization", "");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("You did not provide an API key.");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void anUnknownKeyIsNamedByItsLastFourCharactersOnly() {
        V1Services stripe =
                Clients.builder(SANDBOX).setApiKey("sk_test_very_secret_9876").build().v1();
        AuthenticationException refused =
                catchThrowableOfType(
                        AuthenticationException.class, () -> stripe.customers().list());
        assertThat(refused.getStatusCode()).isEqualTo(401);
        assertThat(refused)
                .hasMessageContaining("Invalid API Key provided: sk_test_************9876")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theKeyMayComeAsTheUserOfBasicAuthentication() {
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (SANDBOX.secretKey() + ':').getBytes(StandardCharsets.UTF_8));
        assertThat(
                        send(
                                        SANDBOX,
                                        "GET",
                                        "/v1/customers",
                                        null,
                                        "Authorization",
                                        "Basic " + basic)
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRestrictedKeyDoesWhatItMayAndNothingElse() throws StripeException {
        V1Services stripe = Clients.builder(SANDBOX).setApiKey(READER).build().v1();
        stripe.customers().list();
        PermissionException refused =
                catchThrowableOfType(
                        PermissionException.class,
                        () -> stripe.customers().create(CustomerCreateParams.builder().build()));
        assertThat(refused.getStatusCode()).isEqualTo(403);
        assertThat(refused)
                .hasMessageContaining("rk_test_****************1234")
                .hasMessageContaining("'rak_customer_write'");
        assertThat(catchThrowableOfType(PermissionException.class, () -> stripe.products().list()))
                .hasMessageContaining("'rak_product_read'");
    }

    @Test
    void aConnectedAccountHasItsOwnData() throws StripeException {
        V1Services stripe = Clients.stripe(SANDBOX);
        String account =
                stripe.accounts()
                        .create(
                                AccountCreateParams.builder()
                                        .setType(AccountCreateParams.Type.EXPRESS)
                                        .build())
                        .getId();
        RequestOptions connected = RequestOptions.builder().setStripeAccount(account).build();
        Customer theirs =
                stripe.customers()
                        .create(
                                CustomerCreateParams.builder().setName("Theirs").build(),
                                connected);

        assertThat(stripe.customers().retrieve(theirs.getId(), connected).getName())
                .isEqualTo("Theirs");
        assertThat(
                        catchThrowableOfType(
                                        StripeException.class,
                                        () -> stripe.customers().retrieve(theirs.getId()))
                                .getStatusCode())
                .isEqualTo(404);
        assertThat(SANDBOX.objects(account, "customer").count()).isEqualTo(1);
    }

    @Test
    void anAccountOfNobodyIsRefused() {
        PermissionException refused =
                catchThrowableOfType(
                        PermissionException.class,
                        () ->
                                Clients.stripe(SANDBOX)
                                        .customers()
                                        .list(
                                                RequestOptions.builder()
                                                        .setStripeAccount("acct_nobody")
                                                        .build()));
        assertThat(refused.getCode()).isEqualTo("account_invalid");
    }

    @Test
    void twoKeysOpenTwoAccounts() throws StripeException {
        V1Services second =
                Clients.builder(SANDBOX).setApiKey("sk_test_second0000000000").build().v1();
        Customer customer = second.customers().create(CustomerCreateParams.builder().build());
        assertThat(SANDBOX.objects("acct_second", "customer").with("id", customer.getId()).count())
                .isEqualTo(1);
        assertThat(SANDBOX.customers().with("id", customer.getId()).count()).isZero();
    }
}
