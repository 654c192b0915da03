// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import static io.github.camellowdefy.stripe.call.Calls.list;
import static io.github.camellowdefy.stripe.call.Calls.nested;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedOperationsTest {

    private static AllowedOperations of(String patterns) {
        return AllowedOperations.of(patterns, OperationCatalog.get());
    }

    private static StripeCall call(String name, int ids) {
        String[] arguments = new String[ids];
        Arrays.fill(arguments, "id_1");
        return Calls.read(nested(name, list((Object[]) arguments)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | customers.del | 1",
                "customers/* | customers.del | 1",
                "customers/* | customers.createBalanceTransaction | 1",
                "customers.* | customers.list | 0",
                "*/list | customers.list | 0",
                "*/list | checkout.sessions.list | 0",
                "*.list , customers/retrieve | customers.retrieve | 1",
                "checkout/*/retr* | checkout.sessions.retrieve | 1",
                "* | subscriptions.update | 1",
                "account/retrieve* | accounts.retrieve | 0"
            })
    void whatAPatternMatchesPasses(String patterns, String name, int ids) {
        of(patterns).check(call(name, ids));
        of(patterns).check(Calls.READER.prefix(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customers/* | charges.list | 0",
                "*/list | customers.del | 1",
                "customers/list | customers.listTaxIds | 1",
                "customer* | charges.list | 0"
            })
    void theRestIsRefusedByName(String patterns, String name, int ids) {
        AllowedOperations allowed = of(patterns);
        StripeCall call = call(name, ids);

        assertThat(Calls.refusalOf(() -> allowed.check(call)))
                .contains(name, "allowedOperations", patterns);
        assertThat(Calls.refusalOf(() -> allowed.check(Calls.READER.prefix(name)))).contains(name);
    }

    @Test
    void rawRequestsMustBeNamed() {
        StripeCall raw = Calls.readAt("rawRequest", list("GET", "/v1/customers"));
        CallReader.Prefix prefix = Calls.READER.prefix("rawRequest");

        AllowedOperations.ALL.check(raw);
        of("customers/*,rawRequest").check(raw);
        of("rawRequest").check(prefix);
        assertThat(Calls.refusalOf(() -> of("*").check(raw))).contains("rawRequest");
        assertThat(Calls.refusalOf(() -> of("*").check(prefix))).contains("rawRequest");
    }

    @Test
    void placesThatLeadToSomethingAdmittedPass() {
        of("customers/list").check(Calls.READER.prefix(""));
        of("customers/list").check(Calls.READER.prefix("customers"));
        of("checkout/sessions/list").check(Calls.READER.prefix("checkout"));
        of("rawRequest").check(Calls.READER.prefix(""));
    }

    @Test
    void placesThatLeadToNothingAdmittedAreRefused() {
        assertThat(Calls.refusalOf(() -> of("customers/*").check(Calls.READER.prefix("charges"))))
                .isEqualTo(
                        "charges is not among the operations that the option allowedOperations allows (customers/*).");
        assertThat(Calls.refusalOf(() -> of("rawRequest").check(Calls.READER.prefix("charges"))))
                .contains("charges");
    }

    @Test
    void aPatternThatMatchesNothingIsASlip() {
        assertThat(Calls.refusalOf(() -> of("customers/lst")))
                .contains("\"customers.lst\"", "customers.list");
        assertThat(Calls.refusalOf(() -> of("custmers/*,*/list"))).contains("custmers");
    }
}
