// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.EventDataClassLookup;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    private static final List<Route> ROUTES = RouteTable.of(OperationCatalog.get().operations());

    /** Objects that only the Node client knows, or that older API versions had. */
    private static final Set<String> NOT_IN_THE_JAVA_MODEL =
            Set.of(
                    "apps.install",
                    "billing.feedback_option",
                    "ephemeral_key",
                    "oauth_deauthorization",
                    "oauth_token",
                    "product_catalog.trial_offer",
                    "tax.location",
                    "three_d_secure.authentication",
                    "usage_record",
                    "usage_record_summary");

    @Test
    void everyV1ObjectIsNamedAsTheOfficialModelNamesIt() {
        Set<String> served =
                ROUTES.stream()
                        .filter(route -> !route.isV2())
                        .filter(route -> route.shape() != Shape.REMOVE)
                        .map(Route::object)
                        .filter(object -> !NOT_IN_THE_JAVA_MODEL.contains(object))
                        .collect(Collectors.toSet());
        served.removeAll(EventDataClassLookup.classLookup.keySet());
        assertThat(served).isEmpty();
    }

    @Test
    void everyOperationOfTheCatalogBecomesARoute() {
        assertThat(ROUTES).hasSameSizeAs(OperationCatalog.get().operations());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "POST,/v1/customers,CREATE,customer,-,-",
                "GET,/v1/customers/{},RETRIEVE,customer,-,-",
                "POST,/v1/customers/{}/tax_ids,CREATE,tax_id,customer,-",
                "DELETE,/v1/customers/{}/discount,REMOVE,customer,-,discount",
                "GET,/v1/customers/search,SEARCH,customer,-,-",
                "POST,/v1/quotes/{}/accept,ACTION,quote,-,accept",
                "GET,/v1/quotes/{}/pdf,DOWNLOAD,quote,-,pdf",
                "GET,/v1/balance,SHOW,balance,-,-",
                "POST,/v1/tax/settings,CHANGE,tax.settings,-,-",
                "POST,/v1/test_helpers/issuing/cards/{}/shipping/ship,ACTION,issuing.card,-,shipping_ship",
                "POST,/v1/test_helpers/test_clocks,CREATE,test_helpers.test_clock,-,-",
                "POST,/v1/invoices/create_preview,CREATE,invoice,-,-",
                "GET,/v1/transfers/{}/reversals/{},RETRIEVE,transfer_reversal,transfer,-",
                "GET,/v2/core/accounts/{}/persons,LIST,v2.core.account_person,v2.core.account,-",
                "POST,/v2/core/accounts/{}/close,ACTION,v2.core.account,-,close"
            })
    void aPathTellsWhatItsOperationDoes(
            String verb,
            String template,
            Shape shape,
            String object,
            String parent,
            String action) {
        assertThat(ROUTES).contains(new Route(verb, template, shape, object, parent, action));
    }
}
