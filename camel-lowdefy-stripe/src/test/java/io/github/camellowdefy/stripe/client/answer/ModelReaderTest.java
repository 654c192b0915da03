// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.model.BankAccount;
import com.stripe.model.Card;
import com.stripe.model.Customer;
import com.stripe.model.CustomerCollection;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeRawJsonObject;
import com.stripe.model.StripeSearchResult;
import com.stripe.model.oauth.TokenResponse;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.Calls;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelReaderTest {

    private static <T> T read(Class<T> type, String operation, String body)
            throws StripeException, IOException {
        StripeCall call = Calls.call(operation, Map.of());
        Object object =
                new AnswerReader().read(Calls.response(200, body), call, AnswerFormat.OBJECT);
        assertThat(object).isInstanceOf(type);
        return type.cast(object);
    }

    @Test
    void anObjectIsOfTheClassItNames() throws Exception {
        PaymentIntent intent =
                read(
                        PaymentIntent.class,
                        "paymentIntents.create",
                        "{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"amount\":2000,"
                                + "\"customer\":{\"id\":\"cus_1\",\"object\":\"customer\"}}");

        assertThat(intent.getAmount()).isEqualTo(2000);
        assertThat(intent.getCustomerObject().getId()).isEqualTo("cus_1");
        assertThat(intent.getLastResponse().requestId()).isEqualTo("req_1");
        assertThat(intent.getRawJsonObject().get("id").getAsString()).isEqualTo("pi_1");
    }

    @Test
    void aListIsTyped() throws Exception {
        StripeCollection<?> list =
                read(
                        StripeCollection.class,
                        "customers.list",
                        "{\"object\":\"list\",\"has_more\":true,\"url\":\"/v1/customers\","
                                + "\"data\":[{\"id\":\"cus_1\",\"object\":\"customer\"}]}");

        assertThat(list.getHasMore()).isTrue();
        assertThat(list.getData()).hasOnlyElementsOfType(Customer.class).hasSize(1);
    }

    @Test
    void aListOfDifferentThingsIsTypedOneByOne() throws Exception {
        String list =
                "{\"object\":\"list\",\"data\":[{\"id\":\"ba_1\",\"object\":\"bank_account\"},"
                        + "{\"id\":\"card_1\",\"object\":\"card\"}]}";

        StripeCollection<?> accounts =
                read(StripeCollection.class, "accounts.listExternalAccounts", list);
        assertThat(accounts.getData()).hasExactlyElementsOfTypes(BankAccount.class, Card.class);
    }

    @ParameterizedTest
    @CsvSource({
        "customers.list, com.stripe.model.CustomerCollection",
        "customers.search, com.stripe.model.CustomerSearchResult",
        "customers.listPaymentMethods, com.stripe.model.PaymentMethodCollection",
        "customers.listSources, com.stripe.model.PaymentSourceCollection",
        "checkout.sessions.list, com.stripe.model.checkout.SessionCollection",
        "charges.search, com.stripe.model.ChargeSearchResult",
        "v2.core.accounts.list, com.stripe.model.v2.StripeCollection"
    })
    void aListIsOfStripeJavasOwnClassThoughItIsEmpty(String operation, Class<?> type)
            throws Exception {
        String named = operation.endsWith("search") ? "search_result" : "list";
        for (String list : List.of("{\"object\":\"" + named + "\",\"data\":[]}", "{\"data\":[]}")) {
            assertThat(read(operation, list)).isExactlyInstanceOf(type);
        }
    }

    static Stream<Operation> lists() {
        return OperationCatalog.get().operations().stream()
                .filter(operation -> operation.kind().paged())
                .filter(operation -> !operation.javaNames().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyListThatStripeJavaKnowsHasAClass(Operation operation) {
        Class<?> bare =
                operation.kind() == OperationKind.SEARCH
                        ? StripeSearchResult.class
                        : StripeCollection.class;

        assertThat(PageTypes.of(operation))
                .hasValueSatisfying(
                        type ->
                                assertThat(type)
                                        .isInstanceOf(
                                                operation.isV2()
                                                        ? ParameterizedType.class
                                                        : Class.class)
                                        .isNotEqualTo(bare));
    }

    @Test
    void aListThatNoMethodIsForIsOfTheClassOfItsItems() throws Exception {
        String customer = "{\"id\":\"cus_1\",\"object\":\"customer\"}";
        String future = "{\"id\":\"x_1\",\"object\":\"from.the.future\"}";
        Operation raw =
                new Operation(
                        "GET",
                        ApiBase.API,
                        OperationKind.PLAIN,
                        "/v1/customers",
                        List.of("rawRequest"),
                        List.of());

        assertThat(read(raw, "{\"object\":\"list\",\"data\":[" + customer + "]}"))
                .isExactlyInstanceOf(CustomerCollection.class);
        assertThat(read(raw, "{\"object\":\"list\",\"data\":[" + customer + "," + future + "]}"))
                .isExactlyInstanceOf(StripeRawJsonObject.class);
        assertThat(read(raw, "{\"object\":\"list\",\"data\":[]}"))
                .isExactlyInstanceOf(StripeCollection.class);
        assertThat(read(raw, "{\"object\":\"list\",\"data\":5}"))
                .isExactlyInstanceOf(StripeRawJsonObject.class);
    }

    private static Object read(String operation, String body) throws Exception {
        return read(Calls.call(operation, List.of("id_1"), Map.of()).operation(), body);
    }

    private static Object read(Operation operation, String body) throws Exception {
        StripeCall call = new StripeCall(operation, List.of(), Map.of(), CallOptions.NONE);
        return new AnswerReader().read(Calls.response(200, body), call, AnswerFormat.OBJECT);
    }

    @Test
    void aSearchIsTyped() throws Exception {
        StripeSearchResult<?> result =
                read(
                        StripeSearchResult.class,
                        "customers.search",
                        "{\"object\":\"search_result\",\"next_page\":\"p2\","
                                + "\"data\":[{\"id\":\"cus_1\",\"object\":\"customer\"}]}");

        assertThat(result.getNextPage()).isEqualTo("p2");
        assertThat(result.getData()).hasOnlyElementsOfType(Customer.class);
    }

    @Test
    void v2HasClassesOfItsOwn() throws Exception {
        com.stripe.model.v2.core.Account account =
                read(
                        com.stripe.model.v2.core.Account.class,
                        "v2.core.accounts.create",
                        "{\"id\":\"acct_1\",\"object\":\"v2.core.account\","
                                + "\"created\":\"2026-01-01T00:00:00Z\"}");
        com.stripe.model.v2.StripeCollection<?> list =
                read(
                        com.stripe.model.v2.StripeCollection.class,
                        "v2.core.accounts.list",
                        "{\"data\":[{\"id\":\"acct_1\",\"object\":\"v2.core.account\"}],"
                                + "\"next_page_url\":\"/v2/core/accounts?page=2\"}");

        assertThat(account.getCreated()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(list.getNextPageUrl()).isEqualTo("/v2/core/accounts?page=2");
        assertThat(list.getData())
                .hasOnlyElementsOfType(com.stripe.model.v2.core.Account.class)
                .hasSize(1);
    }

    @Test
    void eventsHoldTheirObject() throws Exception {
        Event event =
                read(
                        Event.class,
                        "events.retrieve",
                        List.of("evt_1"),
                        "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"customer.created\","
                                + "\"data\":{\"object\":{\"id\":\"cus_1\",\"object\":\"customer\"}}}");

        assertThat(event.getDataObjectDeserializer().deserializeUnsafe())
                .isInstanceOf(Customer.class);
    }

    private static <T> T read(Class<T> type, String operation, List<String> ids, String body)
            throws StripeException, IOException {
        StripeCall call = Calls.call(operation, ids, Map.of());
        return type.cast(
                new AnswerReader().read(Calls.response(200, body), call, AnswerFormat.OBJECT));
    }

    @Test
    void anOauthTokenIsKnownByItsPath() throws Exception {
        TokenResponse token =
                read(TokenResponse.class, "oauth.token", "{\"stripe_user_id\":\"acct_1\"}");

        assertThat(token.getStripeUserId()).isEqualTo("acct_1");
    }

    @Test
    void whatStripeJavaDoesNotKnowOrCannotHoldIsRaw() throws Exception {
        StripeRawJsonObject unknown =
                read(
                        StripeRawJsonObject.class,
                        "customers.create",
                        "{\"id\":\"x_1\",\"object\":\"from.the.future\"}");
        StripeRawJsonObject misfit =
                read(
                        StripeRawJsonObject.class,
                        "customers.create",
                        "{\"id\":\"cus_1\",\"object\":\"customer\",\"balance\":{\"not\":\"a long\"}}");

        assertThat(unknown.getRawJsonObject().get("id").getAsString()).isEqualTo("x_1");
        assertThat(misfit.getRawJsonObject().get("balance").isJsonObject()).isTrue();
    }

    @Test
    void anObjectFromARouteDoesNotReachForTheGlobalKey() throws Exception {
        Account account =
                read(
                        Account.class,
                        "accounts.create",
                        "{\"id\":\"acct_1\",\"object\":\"account\"}");

        assertThatThrownBy(() -> account.update(Map.of("email", "a@b.co")))
                .isInstanceOf(ApiConnectionException.class)
                .hasMessageContaining("send another call through the stripe component");
    }
}
