// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import static io.github.camellowdefy.stripe.call.Calls.list;
import static io.github.camellowdefy.stripe.call.Calls.map;
import static io.github.camellowdefy.stripe.call.Calls.nested;
import static io.github.camellowdefy.stripe.call.Calls.read;
import static io.github.camellowdefy.stripe.call.Calls.readAt;
import static io.github.camellowdefy.stripe.call.Calls.refusal;
import static io.github.camellowdefy.stripe.call.Calls.refusalAt;
import static io.github.camellowdefy.stripe.call.Calls.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallReaderTest {

    @Test
    void everyPrefixOfTheNestedMapMakesTheSameCall() {
        Object arguments = list("cs_1", map("expand", list("customer")));

        for (StripeCall call :
                list(
                                read(nested("checkout.sessions.retrieve", arguments)),
                                readAt("checkout", nested("sessions.retrieve", arguments)),
                                readAt("checkout/sessions", map("retrieve", arguments)),
                                readAt("checkout.sessions.retrieve", arguments),
                                readAt("/checkout/sessions/retrieve/", arguments))
                        .toArray(StripeCall[]::new)) {
            assertThat(Calls.path(call)).isEqualTo("/v1/checkout/sessions/cs_1");
            assertThat(call.params()).isEqualTo(map("expand", list("customer")));
        }
    }

    @Test
    void dottedKeysLeadOnAsTheyDoInLowdefy() {
        StripeCall call = read(map("checkout.sessions", map("retrieve", list("cs_1"))));

        assertThat(call.operation().name()).isEqualTo("checkout.sessions.retrieve");
    }

    @Test
    void aMethodTakesAListAMapAScalarOrNothing() {
        assertThat(readAt("customers/list", list(map("limit", 30))).params())
                .isEqualTo(map("limit", 30));
        assertThat(readAt("customers/list", map("limit", 30)).params()).isEqualTo(map("limit", 30));
        assertThat(readAt("customers/list", null).params()).isEmpty();
        assertThat(readAt("customers/retrieve", "cus_1").ids()).containsExactly("cus_1");
        assertThat(read(nested("customers.retrieve", "cus_1")).ids()).containsExactly("cus_1");
        assertThat(readAt("customers/retrieve", 12).ids()).containsExactly("12");
    }

    @Test
    void aLastMapOfOptionKeysIsOptionsWhereverItStands() {
        CallOptions key = new CallOptions("k", null, null, null, null, null, null);
        Map<String, Object> options = map("idempotencyKey", "k");

        assertThat(readAt("customers/create", list(options)).options()).isEqualTo(key);
        assertThat(readAt("customers/create", options).options()).isEqualTo(key);
        assertThat(readAt("customers/create", list(null, options)).options()).isEqualTo(key);
        assertThat(readAt("customers/create", list(options, null)).options()).isEqualTo(key);
        assertThat(readAt("customers/update", list("cus_1", options)).options()).isEqualTo(key);
        assertThat(readAt("customers/update", list("cus_1", null, options)).options())
                .isEqualTo(key);
    }

    @Test
    void allOptionsAreRead() {
        StripeCall call =
                readAt(
                        "customers/create",
                        list(
                                map("name", "n"),
                                map(
                                        "idempotencyKey",
                                        1234,
                                        "stripeAccount",
                                        "acct_1",
                                        "stripeContext",
                                        "ctx_1",
                                        "apiVersion",
                                        "2017-12-14",
                                        "apiKey",
                                        "rk_test_1",
                                        "timeout",
                                        5000.0,
                                        "maxNetworkRetries",
                                        0)));

        assertThat(call.params()).isEqualTo(map("name", "n"));
        assertThat(call.options())
                .isEqualTo(
                        new CallOptions(
                                "1234", "acct_1", "ctx_1", "2017-12-14", "rk_test_1", 5000, 0));
    }

    @Test
    void nullOptionsAreAbsent() {
        assertThat(readAt("customers/create", map("apiKey", null, "timeout", null)).options())
                .isEqualTo(CallOptions.NONE);
    }

    @Test
    void keysThatOnlyLookLikeOptionsAreParametersWhereParametersBelong() {
        Map<String, Object> params = map("headers", map("a", "b"), "streaming", true);

        assertThat(readAt("customers/create", list(params)).params()).isEqualTo(params);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host", "apiBase", "authenticator", "headers", "additionalHeaders", "port"})
    void whatDirectsTheKeyElsewhereNeverComesFromAMessage(String key) {
        assertThat(refusalAt("customers/create", list(map("name", "n"), map(key, "x"))))
                .contains(key, "never comes from a message");
    }

    @Test
    void hostIsRefusedAmongParametersToo() {
        assertThat(refusalAt("customers/list", map("limit", 1, "host", "example.com")))
                .contains("host", "never comes from a message");
    }

    @Test
    void optionsAndParametersDoNotMix() {
        assertThat(
                        refusalAt(
                                "customers/create",
                                map("name", "n", "timeout", 5, "idempotencyKey", "k")))
                .contains("timeout, idempotencyKey", "are options", "map of their own");
        assertThat(
                        refusalAt(
                                "customers/create",
                                list(map("stripeAccount", "acct_1"), map("idempotencyKey", "k"))))
                .contains("stripeAccount");
        assertThat(
                        refusalAt(
                                "customers/create",
                                list(map("name", "n"), map("idempotencyKey", "k", "foo", 1))))
                .contains("\"foo\"", "idempotencyKey");
        assertThat(refusalAt("customers/create", list(map("name", "n"), map("name", "m"))))
                .contains("\"name\"", "no option");
    }

    @Test
    void trailingTextWouldBecomeTheKey() {
        assertThat(refusalAt("customers/list", list("sk_test_canary"))).contains("API key");
        assertThat(refusalAt("customers/retrieve", list("cus_1", map("a", 1), "sk_test_canary")))
                .contains("API key");
        assertThat(refusalAt("customers/list", "cus_1")).contains("takes no id");
    }

    @Test
    void aBodyLeftOverFromTheStepBeforeIsToldWhatBelongsThere() {
        assertThat(refusalAt("customers/create", "some text"))
                .isEqualTo(
                        "customers.create takes no id, but where its parameters belong text was read; expected a map of parameters such as {name: value}, or JSON or YAML text of one.");
        assertThat(refusalAt("customers/create", "sk_test_canary"))
                .isEqualTo(
                        "customers.create takes no id, but where its parameters belong a key was read, which the Node client would use as the API key; expected a map, and a key as {apiKey: ...} after it.");
    }

    @Test
    void aMapWithoutTheIdBeforeItIsToldWhereTheIdBelongs() {
        assertThat(refusalAt("customers/update", map("name", "Ada")))
                .isEqualTo(
                        "The id \"customer\" of customers.update is missing, where it belongs a map was read; write [cus_..., {...}], or set the header CamelStripeObjectId to the id.");
        assertThat(refusalAt("customers/updateSource", list("cus_1", map("name", "Ada"))))
                .isEqualTo(
                        "The id \"id\" of customers.updateSource is missing, where it belongs a map was read; write [cus_..., <id>, {...}].");
        assertThat(refusalAt("customers/retrieve", null))
                .isEqualTo(
                        "customers.retrieve takes the id \"customer\" first, but no argument was read; write [cus_...], or set the header CamelStripeObjectId to the id.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "created.", ".gte", "created..gte"})
    void aDefaultParameterHasANameAtEveryLevel(String dotted) {
        assertThatThrownBy(() -> CallDefaults.ofParams(map(dotted, "1")))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessage(
                        "The default parameter params.%s has an empty name in its path; expected names with dots between them, such as params.created.gte.",
                        dotted);
    }

    @Test
    void tooFewAndTooManyArgumentsSayWhatWasExpected() {
        assertThat(refusalAt("customers/retrieveSource", list("cus_1")))
                .contains("2 ids (customer, id)", "1 was read");
        assertThat(refusalAt("customers/retrieve", null))
                .contains("the id \"customer\"", "no argument");
        assertThat(refusalAt("customers/list", list(map("a", 1), null, map("b", 1))))
                .contains("no id", "3 arguments");
        assertThat(refusalAt("customers/list", list(5))).contains("a number was read");
        assertThat(refusalAt("customers/list", list(list("a")))).contains("a list was read");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n", "\u00a0", "\u3000", ".", "..", "\ud800", "a\udc00"})
    void idsThatLeadElsewhereAreRefused(String id) {
        assertThat(refusalAt("customers/del", list(id)))
                .startsWith("The id \"customer\" of customers.del is ");
        assertThat(refusalAt("customers/retrieveSource", list("cus_1", id)))
                .startsWith("The id \"id\", number 2 of 2, of customers.retrieveSource is ");
    }

    @Test
    void dotsAreToldWhatTheyWouldDo() {
        assertThat(refusalAt("customers/del", ".."))
                .isEqualTo(
                        "The id \"customer\" of customers.del is \"..\", which would lead to another path; expected non-empty text or a whole number.");
    }

    @Test
    void idsAreTextOrWholeNumbers() {
        for (Object id :
                list(true, map("id", "cus_1"), list("cus_1"), 1.5, new BigDecimal("0.1"), 1e300)) {
            assertThat(refusalAt("customers/retrieve", list(id))).contains("The id \"customer\"");
        }
        assertThat(readAt("customers/retrieve", list(12.0)).ids()).containsExactly("12");
        assertThat(readAt("customers/retrieve", list(new BigDecimal("1E+3"))).ids())
                .containsExactly("1000");
        assertThat(readAt("customers/retrieve", list(new BigInteger("9".repeat(30)))).ids())
                .containsExactly("9".repeat(30));
        assertThat(readAt("customers/retrieve", list("../balance")).ids())
                .containsExactly("../balance");
    }

    @Test
    void theNumberOfIdsTellsOverloadsApart() {
        Map<String, Object> expand = map("expand", list("a"));
        Map<String, Object> account = map("stripeAccount", "acct_2");
        for (Object arguments :
                list(
                        null,
                        list(),
                        list((Object) null),
                        list(null, expand),
                        list(expand),
                        list(expand, account),
                        list(account),
                        list(null, expand, account),
                        list(null, null, account),
                        list(null, account))) {
            assertThat(Calls.path(readAt("accounts/retrieve", arguments))).isEqualTo("/v1/account");
        }
        StripeCall other = readAt("accounts/retrieve", list("acct_1", expand, account));
        assertThat(Calls.path(other)).isEqualTo("/v1/accounts/acct_1");
        assertThat(other.params()).isEqualTo(expand);
        assertThat(other.options().stripeAccount()).isEqualTo("acct_2");
        assertThat(refusalAt("accounts/retrieve", list(""))).contains("is empty");
    }

    @Test
    void theObjectIdStandsInWhereTheArgumentsStartWithNone() {
        CallDefaults header = CallDefaults.NONE.with("cus_9", CallOptions.NONE);

        assertThat(readAt("customers/retrieve", null, header).ids()).containsExactly("cus_9");
        StripeCall update = readAt("customers/update", map("name", "n"), header);
        assertThat(update.ids()).containsExactly("cus_9");
        assertThat(update.params()).isEqualTo(map("name", "n"));
        assertThat(readAt("customers/retrieve", "cus_1", header).ids()).containsExactly("cus_1");
        assertThat(readAt("customers/list", null, header).ids()).isEmpty();
        assertThat(Calls.path(readAt("accounts/retrieve", null, header)))
                .isEqualTo("/v1/accounts/cus_9");
        assertThat(refusalOf(() -> readAt("customers/retrieve", list((Object) null), header)))
                .contains("is null");
        assertThat(
                        refusalOf(
                                () ->
                                        readAt(
                                                "customers/del",
                                                null,
                                                header.with(" ", CallOptions.NONE))))
                .contains("is blank");
    }

    @Test
    void defaultsFillWhatTheMessageLeavesOpen() {
        CallOptions account = new CallOptions(null, "acct_1", null, null, null, null, null);
        CallDefaults defaults =
                CallDefaults.ofParams(
                                map("limit", "30", "created.gte", "1", "metadata.app", "shop"))
                        .with(null, account);

        StripeCall call =
                readAt(
                        "customers/list",
                        list(
                                map("limit", 5, "created", null, "metadata", map("order", "7")),
                                map("timeout", 9)),
                        defaults);

        assertThat(call.params())
                .isEqualTo(
                        map(
                                "limit",
                                5,
                                "created",
                                null,
                                "metadata",
                                map("app", "shop", "order", "7")));
        assertThat(call.options().stripeAccount()).isEqualTo("acct_1");
        assertThat(call.options().timeout()).isEqualTo(9);
        assertThat(readAt("customers/list", null, defaults).params())
                .isEqualTo(
                        map(
                                "limit",
                                "30",
                                "created",
                                map("gte", "1"),
                                "metadata",
                                map("app", "shop")));
    }

    @Test
    void oneKeyALevel() {
        assertThat(refusal(map("customers", map("list", null, "create", null))))
                .contains("customers", "list and create", "exactly one");
        assertThat(refusal(map())).contains("empty map");
        assertThat(refusal(null)).contains("null was read");
        assertThat(refusal("customers")).contains("text was read");
    }

    @Test
    void aPathThatEndsEarlySaysHowItGoesOn() {
        assertThat(refusal(map("checkout", null))).contains("checkout", "sessions");
        assertThat(refusal(map("customers", list()))).contains("more").hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource({
        "customers/lst, customers.list",
        "customer/list, customers.list",
        "checkout/session/create, checkout.sessions.create",
        "paymentIntent.create, paymentIntents.create"
    })
    void unknownNamesGetTheNearestOnes(String path, String nearest) {
        assertThat(refusalOf(() -> Calls.READER.prefix(path))).contains(nearest);
        assertThat(refusal(nested(path.replace('/', '.'), list()))).contains(nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"constructor", "_stripe", "resourcePath", "__proto__", "toString", ""})
    void onlyNamesOfTheCatalogAreEverReached(String name) {
        assertThat(refusal(map("customers", map(name, list())))).contains("no operation");
        assertThat(refusal(map(name, map("list", list())))).contains("no operation");
    }

    @Test
    void aPathThatGoesOnAfterAMethodIsToldWhereIdsBelong() {
        assertThat(refusalOf(() -> Calls.READER.prefix("customers/retrieve/cus_1")))
                .isEqualTo(
                        "The path \"customers.retrieve.cus_1\" goes on after the method customers.retrieve; ids and parameters belong into the message, or the id into the header CamelStripeObjectId.");
        assertThat(refusal(map("customers", map("retrieve.cus_1", null))))
                .contains("goes on after the method customers.retrieve");
    }

    @Test
    void whatReceivesWebhooksCannotBeCalled() {
        assertThat(refusalOf(() -> Calls.READER.prefix("webhook")))
                .contains("receives events and cannot be called", "webhookEndpoints");
    }

    @Test
    void webhooksPointToTheirEndpoint() {
        assertThat(refusal(nested("webhooks.constructEvent", list("{}", "t=1", "whsec_x"))))
                .contains("stripe:webhooks/constructEvent");
        assertThat(refusalOf(() -> Calls.READER.prefix("webhooks/generateTestHeaderString")))
                .contains("stripe:webhooks/constructEvent");
    }

    @Test
    void aCallKeepsWhatWasReadWhenTheRouteChangesItsMap() {
        Map<String, Object> metadata = map("k", "v");
        StripeCall call = readAt("customers/create", map("metadata", metadata));
        metadata.put("k", "changed");

        assertThat(call.params()).isEqualTo(map("metadata", map("k", "v")));
    }

    @Test
    void nothingOfACallIsShownButItsName() {
        StripeCall call =
                readAt("customers/create", list(map("name", "Jo"), map("apiKey", "sk_test_1")));

        assertThat(call).hasToString("StripeCall[customers.create]");
        assertThat(call.options().toString()).doesNotContain("sk_test_1");
    }
}
