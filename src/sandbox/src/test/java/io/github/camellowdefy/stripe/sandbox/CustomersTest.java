// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.StripeCollection;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.service.V1Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StripeSandboxExtension.class)
class CustomersTest {

    private StripeSandbox sandbox;
    private V1Services stripe;

    @BeforeEach
    void connect() {
        stripe = Clients.stripe(sandbox);
    }

    @Test
    void aCustomerIsCreatedReadChangedAndDeleted() throws StripeException {
        Customer created =
                stripe.customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .setEmail("ada@example.com")
                                        .setBalance(-500L)
                                        .putMetadata("order", "7")
                                        .putMetadata("gone", "soon")
                                        .build());
        assertThat(created.getId()).matches("cus_[0-9A-Za-z]{14}");
        assertThat(created.getBalance()).isEqualTo(-500L);
        assertThat(created.getLivemode()).isFalse();

        stripe.customers()
                .update(
                        created.getId(),
                        CustomerUpdateParams.builder()
                                .setName("Ada")
                                .setMetadata(Map.of("order", "8", "gone", ""))
                                .build());
        Customer read = stripe.customers().retrieve(created.getId());
        assertThat(read.getName()).isEqualTo("Ada");
        assertThat(read.getEmail()).isEqualTo("ada@example.com");
        assertThat(read.getMetadata()).containsExactly(Map.entry("order", "8"));

        assertThat(stripe.customers().delete(created.getId()).getDeleted()).isTrue();
        assertThat(stripe.customers().retrieve(created.getId()).getDeleted()).isTrue();
    }

    @Test
    void allPagesTogetherAreAllCustomersNewestFirst() throws StripeException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(
                    0,
                    stripe.customers()
                            .create(
                                    CustomerCreateParams.builder()
                                            .setEmail("paging@example.com")
                                            .build())
                            .getId());
        }
        StripeCollection<Customer> page =
                stripe.customers()
                        .list(
                                CustomerListParams.builder()
                                        .setEmail("paging@example.com")
                                        .setLimit(3L)
                                        .build());
        assertThat(page.getHasMore()).isTrue();
        assertThat(page.autoPagingIterable())
                .extracting(Customer::getId)
                .containsExactlyElementsOf(ids);
    }

    @Test
    void whatIsNotThereIsSaidInStripesWords() {
        InvalidRequestException missing =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> stripe.customers().retrieve("cus_nope"));
        assertThat(missing.getStatusCode()).isEqualTo(404);
        assertThat(missing.getCode()).isEqualTo("resource_missing");
        assertThat(missing.getParam()).isEqualTo("id");
        assertThat(missing).hasMessageStartingWith("No such customer: 'cus_nope'");
        assertThat(missing.getRequestId()).startsWith("req_");
    }
}
