// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.StripeSearchResult;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerSearchParams;
import com.stripe.service.V1Services;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {

    @Test
    void aSearchIsPagedByATokenAndCountsWhenAsked() throws StripeException {
        try (StripeSandbox sandbox = StripeSandbox.start()) {
            V1Services stripe = Clients.stripe(sandbox);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                ids.add(
                        0,
                        stripe.customers()
                                .create(
                                        CustomerCreateParams.builder()
                                                .setName("Ada " + i)
                                                .putMetadata("shop", i % 3 == 0 ? "a" : "b")
                                                .build())
                                .getId());
            }
            StripeSearchResult<Customer> all =
                    stripe.customers()
                            .search(
                                    CustomerSearchParams.builder()
                                            .setQuery("name~'ada'")
                                            .setLimit(4L)
                                            .addExpand("total_count")
                                            .build());
            assertThat(all.getTotalCount()).isEqualTo(9);
            assertThat(all.getHasMore()).isTrue();
            assertThat(all.autoPagingIterable())
                    .extracting(Customer::getId)
                    .containsExactlyElementsOf(ids);

            StripeSearchResult<Customer> some =
                    stripe.customers()
                            .search(
                                    CustomerSearchParams.builder()
                                            .setQuery("metadata['shop']:'a'")
                                            .build());
            assertThat(some.getData()).hasSize(3);
            assertThat(some.getTotalCount()).isNull();
            assertThat(some.getNextPage()).isNull();
        }
    }

    @Test
    void aSearchLagsBehindAsLongAsItIsToldTo() throws StripeException {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        try (StripeSandbox sandbox =
                StripeSandbox.builder()
                        .clock(SandboxClock.frozenAt(start))
                        .searchLag(Duration.ofMinutes(1))
                        .start()) {
            V1Services stripe = Clients.stripe(sandbox);
            stripe.customers().create(CustomerCreateParams.builder().setName("Ada").build());
            CustomerSearchParams query =
                    CustomerSearchParams.builder().setQuery("name:'Ada'").build();
            assertThat(stripe.customers().search(query).getData()).isEmpty();
            sandbox.clock().advance(Duration.ofMinutes(1));
            assertThat(stripe.customers().search(query).getData()).hasSize(1);
        }
    }
}
