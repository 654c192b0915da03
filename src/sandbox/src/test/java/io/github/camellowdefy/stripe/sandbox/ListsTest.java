// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Product;
import com.stripe.model.StripeCollection;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.ProductListParams;
import com.stripe.service.V1Services;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final StripeSandbox sandbox =
            StripeSandbox.builder().clock(SandboxClock.frozenAt(START)).start();
    private final V1Services stripe = Clients.stripe(sandbox);

    /** Newest first, one a minute. */
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void create() throws StripeException {
        for (int i = 0; i < 12; i++) {
            ids.add(
                    0,
                    stripe.customers()
                            .create(CustomerCreateParams.builder().setName("c" + i).build())
                            .getId());
            sandbox.clock().advance(Duration.ofMinutes(1));
        }
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aPageHoldsTheTenNewestUnlessTold() throws StripeException {
        StripeCollection<Customer> page = stripe.customers().list();
        assertThat(page.getData())
                .extracting(Customer::getId)
                .containsExactlyElementsOf(ids.subList(0, 10));
        assertThat(page.getHasMore()).isTrue();
        assertThat(page.getUrl()).isEqualTo("/v1/customers");
    }

    @ParameterizedTest
    @CsvSource({"3,4,7,true", "8,4,12,false", "7,5,12,false", "11,5,12,false"})
    void startingAfterGoesOnToTheOlderOnes(int cursor, long limit, int end, boolean more)
            throws StripeException {
        StripeCollection<Customer> page =
                stripe.customers()
                        .list(
                                CustomerListParams.builder()
                                        .setStartingAfter(ids.get(cursor - 1))
                                        .setLimit(limit)
                                        .build());
        assertThat(page.getData())
                .extracting(Customer::getId)
                .containsExactlyElementsOf(ids.subList(cursor, end));
        assertThat(page.getHasMore()).isEqualTo(more);
    }

    @ParameterizedTest
    @CsvSource({"9,4,5,true", "4,4,0,false", "3,5,0,false"})
    void endingBeforeGoesBackToTheNewerOnes(int cursor, long limit, int start, boolean more)
            throws StripeException {
        StripeCollection<Customer> page =
                stripe.customers()
                        .list(
                                CustomerListParams.builder()
                                        .setEndingBefore(ids.get(cursor))
                                        .setLimit(limit)
                                        .build());
        assertThat(page.getData())
                .extracting(Customer::getId)
                .containsExactlyElementsOf(ids.subList(start, cursor));
        assertThat(page.getHasMore()).isEqualTo(more);
    }

    @Test
    void whatComesInWhilePagingIsNeitherRepeatedNorMissed() throws StripeException {
        StripeCollection<Customer> first =
                stripe.customers().list(CustomerListParams.builder().setLimit(5L).build());
        stripe.customers().create(CustomerCreateParams.builder().build());
        assertThat(first.autoPagingIterable())
                .extracting(Customer::getId)
                .containsExactlyElementsOf(ids);
    }

    @Test
    void aDeletedCustomerIsInNoListAndStillACursor() throws StripeException {
        stripe.customers().delete(ids.get(2));
        StripeCollection<Customer> rest =
                stripe.customers()
                        .list(
                                CustomerListParams.builder()
                                        .setStartingAfter(ids.get(2))
                                        .setLimit(100L)
                                        .build());
        assertThat(rest.getData())
                .extracting(Customer::getId)
                .containsExactlyElementsOf(ids.subList(3, 12));
        assertThat(stripe.customers().list().getData())
                .extracting(Customer::getId)
                .doesNotContain(ids.get(2));
    }

    @ParameterizedTest
    @CsvSource({
        "gt,3,0,8",
        "gte,3,0,9",
        "lt,3,9,12",
        "lte,3,8,12",
    })
    void createdIsComparedInSeconds(String bound, int minute, int from, int to) {
        long seconds = START.plus(Duration.ofMinutes(minute)).getEpochSecond();
        String answer =
                send(
                                sandbox,
                                "GET",
                                "/v1/customers?limit=100&created[" + bound + "]=" + seconds,
                                null)
                        .body();
        for (int i = 0; i < ids.size(); i++) {
            assertThat(answer.contains(ids.get(i))).isEqualTo(i >= from && i < to);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, -1})
    void aLimitIsOneToAHundred(int limit) {
        InvalidRequestException refused =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () ->
                                stripe.customers()
                                        .list(
                                                CustomerListParams.builder()
                                                        .setLimit((long) limit)
                                                        .build()));
        assertThat(refused.getParam()).isEqualTo("limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=ten",
                "starting_after=cus_nobody",
                "starting_after=a&ending_before=b",
                "created[since]=5",
                "created=yesterday"
            })
    void whatAListCannotReadItRefuses(String query) {
        assertThat(send(sandbox, "GET", "/v1/customers?" + query, null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void topLevelFieldsFilter() throws StripeException {
        for (boolean active : new boolean[] {true, false, true}) {
            stripe.products()
                    .create(
                            ProductCreateParams.builder()
                                    .setName("p")
                                    .setActive(active)
                                    .setShippable(!active)
                                    .build());
        }
        assertThat(products(ProductListParams.builder().setActive(true))).hasSize(2);
        assertThat(products(ProductListParams.builder().setShippable(true))).hasSize(1);
        List<Product> two = products(ProductListParams.builder()).subList(0, 2);
        assertThat(
                        products(
                                ProductListParams.builder()
                                        .addId(two.get(0).getId())
                                        .addId(two.get(1).getId())))
                .hasSize(2);
    }

    @Test
    void aFieldThatChangesIsFoundByItsNewValueOnly() throws StripeException {
        String id = ids.get(5);
        send(sandbox, "POST", "/v1/customers/" + id, "email=old@example.com");
        send(sandbox, "POST", "/v1/customers/" + id, "email=new@example.com");
        assertThat(byEmail("new@example.com")).extracting(Customer::getId).containsExactly(id);
        assertThat(byEmail("old@example.com")).isEmpty();
        stripe.customers().delete(id);
        assertThat(byEmail("new@example.com")).isEmpty();
    }

    private List<Customer> byEmail(String email) throws StripeException {
        return stripe.customers()
                .list(CustomerListParams.builder().setEmail(email).build())
                .getData();
    }

    private List<Product> products(ProductListParams.Builder params) throws StripeException {
        return stripe.products().list(params.build()).getData();
    }
}
