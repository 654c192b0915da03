// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generic engine, the contracts and the events as a route meets them. */
class ContractJourneysTest extends Journey {

    @Test
    void aCustomerIsCreatedReadChangedAndDeleted() {
        Object id = call("customers: {create: [{name: Ada, metadata: {a: 1, b: 2}}]}").get("id");
        Map<String, Object> changed =
                call("customers: {update: [%s, {name: '', metadata: {b: '', c: 3}}]}", id);
        assertThat(changed).containsEntry("name", null);
        assertThat(map(changed, "metadata")).isEqualTo(Map.of("a", "1", "c", "3"));
        assertThat(call("customers: {del: [%s]}", id))
                .isEqualTo(Map.of("id", id, "object", "customer", "deleted", true));
        assertThat(call("customers: {retrieve: [%s]}", id)).containsEntry("deleted", true);
    }

    @Test
    void customersAreListedInPagesAndSearched() {
        for (int i = 0; i < 5; i++) {
            call("customers: {create: [{name: c%d, email: 'c%d@example.com'}]}", i, i);
        }
        Map<String, Object> first = call("customers: {list: [{limit: 2}]}");
        assertThat(data(first)).extracting(each -> each.get("name")).containsExactly("c4", "c3");
        assertThat(first).containsEntry("has_more", true);
        Map<String, Object> second =
                call(
                        "customers: {list: [{limit: 2, starting_after: %s}]}",
                        data(first).get(1).get("id"));
        assertThat(data(second)).extracting(each -> each.get("name")).containsExactly("c2", "c1");
        Map<String, Object> found =
                call("customers: {search: [{query: \"email:'c3@example.com'\"}]}");
        assertThat(data(found)).extracting(each -> each.get("name")).containsExactly("c3");
    }

    @Test
    void aKeyGivesTheFirstAnswerAgainAndOnlyForTheSameParameters() {
        String request = "customers: {create: [{name: %s}, {idempotencyKey: order-7}]}";
        Exchange first = exchange(request, "Ada");
        Exchange again = exchange(request, "Ada");
        assertThat(body(again)).isEqualTo(body(first));
        assertThat(again.getMessage().getHeader("CamelStripeIdempotentReplayed")).isEqualTo(true);
        assertThat(sandbox.customers().count()).isEqualTo(1);
        assertThat(refusal(IdempotencyException.class, request, "Bob").getStatusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customers: {retrieve: [cus_no]} | resource_missing | id"
                        + " | No such customer: 'cus_no'",
                "paymentIntents: {create: [{currency: usd}]} | parameter_missing | amount"
                        + " | Missing required param: amount.",
                "customers: {create: [{nmae: Ada}]} | parameter_unknown | nmae"
                        + " | Received unknown parameter: nmae",
                "customers: {list: [{limit: 101}]} | parameter_invalid_integer | limit"
                        + " | This value must be less than or equal to 100"
            })
    void whatStripeRefusesSaysWhy(String request, String code, String param, String message) {
        InvalidRequestException refusal = refusal(InvalidRequestException.class, request);
        assertThat(refusal.getCode()).isEqualTo(code);
        assertThat(refusal.getParam()).isEqualTo(param);
        assertThat(refusal).hasMessageContaining(message);
        assertThat(refusal.getRequestId()).startsWith("req_");
    }

    @Test
    void keysOpenWhatTheyAreFor() {
        assertThat(failure("sk_test_wrong", "customers: {list: []}"))
                .isInstanceOf(AuthenticationException.class);
        assertThat(failure("rk_test_reader", "customers: {list: []}")).isNull();
        assertThat(failure("rk_test_reader", "customers: {create: [{name: Ada}]}"))
                .isInstanceOf(PermissionException.class);
    }

    @Test
    void aConnectedAccountHasItsOwnData() {
        String there = "{stripeAccount: acct_connected}";
        Object id = call("customers: {create: [{name: Ada}, %s]}", there).get("id");
        assertThat(data(call("customers: {list: [{limit: 3}]}"))).isEmpty();
        assertThat(data(call("customers: {list: [{limit: 3}, %s]}", there)))
                .extracting(each -> each.get("id"))
                .containsExactly(id);
    }

    @Test
    void whatHappensArrivesAsEventsInOrder() throws Exception {
        MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);
        events.expectedMinimumMessageCount(2);
        String poll = "stripe:events?startFrom=earliest&delay=50&types=customer.*";
        Object id = call("customers: {create: [{name: Ada}]}").get("id");
        call("customers: {update: [%s, {name: Bob}]}", id);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(poll).to(events);
                    }
                });
        MockEndpoint.assertIsSatisfied(context, 10, TimeUnit.SECONDS);
        List<Map<String, Object>> received =
                events.getReceivedExchanges().stream().map(Journey::body).toList();
        assertThat(received)
                .extracting(event -> event.get("type"))
                .containsExactly("customer.created", "customer.updated");
        assertThat(map(map(received.get(1), "data"), "previous_attributes"))
                .isEqualTo(Map.of("name", "Ada"));
    }

    private Throwable failure(String key, String request) {
        return template.request(stripe(key), exchange -> exchange.getIn().setBody(request))
                .getException();
    }
}
