// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {

    private static final OperationCatalog CATALOG = OperationCatalog.get();

    @ParameterizedTest
    @CsvSource({
        // slips of the pen
        "customers.lst, customers.list",
        "customers.lsit, customers.list",
        "custmers.create, customers.create",
        "cusotmers.listPaymentMethods, customers.listPaymentMethods",
        "customers.paymentMethod.list, customers.paymentMethods.list",
        // case, underscores, singular for plural
        "payment_intents.create, paymentIntents.create",
        "PaymentIntents.Create, paymentIntents.create",
        "customer.list, customers.list",
        "paymentIntent.create, paymentIntents.create",
        "checkout.session.create, checkout.sessions.create",
        "checkout_sessions.create, checkout.sessions.create",
        // other words for a method
        "customers.get, customers.retrieve",
        "customers.remove, customers.del",
        "customers.delet, customers.del",
        "prices.all, prices.list",
        "products.edit, products.update",
        "subscriptions.delete, subscriptions.cancel",
        "invoices.void, invoices.voidInvoice",
        "invoices.finalize, invoices.finalizeInvoice",
        // a namespace too few or too many
        "sessions.expire, checkout.sessions.expire",
        "stripe.customers.list, customers.list",
        "v1.customers.list, customers.list",
        "core.accounts.close, v2.core.accounts.close",
        "invoices.upcoming, invoices.retrieveUpcoming",
        // resource and method in one word, or the word said twice
        "createCustomer, customers.create",
        "customers.createCustomer, customers.create",
        // no method at all
        "custmers, customers.list",
        "checkout.session, checkout.sessions.list"
    })
    void whatWasMeantComesFirst(String read, String meant) {
        assertThat(CATALOG.nearest(read, 3)).first().isEqualTo(meant);
    }

    @Test
    void aWrongMethodOnTheRightResourceBringsUpThatResource() {
        assertThat(CATALOG.nearest("customers.frobnicate", 5))
                .hasSize(5)
                .allMatch(name -> name.startsWith("customers."));
        assertThat(CATALOG.nearest("customers.frobnicate", 5))
                .as("what only reads comes first")
                .startsWith("customers.list");
    }

    @Test
    void eachOperationIsNamedOnceInTheStyleItWasAskedFor() {
        assertThat(CATALOG.nearest("customers.paymentMethods.lst", 3))
                .startsWith("customers.paymentMethods.list")
                .doesNotContain("customers.listPaymentMethods");
        assertThat(CATALOG.nearest("customers.lstPaymentMethods", 3))
                .startsWith("customers.listPaymentMethods")
                .doesNotContain("customers.paymentMethods.list");
    }

    @Test
    void allNamespacesThatHaveTheResourceAreShown() {
        assertThat(CATALOG.nearest("sessions.create", 3))
                .containsExactly(
                        "checkout.sessions.create",
                        "billingPortal.sessions.create",
                        "financialConnections.sessions.create");
    }

    @Property(tries = 100)
    void anyTextHasAsManyNearestOperationsAsAskedFor(@ForAll @StringLength(max = 60) String text) {
        List<String> nearest = CATALOG.nearest(text, 3);

        assertThat(nearest).hasSize(3).doesNotHaveDuplicates();
        assertThat(nearest).allMatch(name -> CATALOG.find(name).isMethod());
        assertThat(CATALOG.nearest(text, 3)).isEqualTo(nearest);
    }

    @Test
    void textOfAnyLengthIsAnswered() {
        assertThat(CATALOG.nearest("customers.list".repeat(100_000), 1)).hasSize(1);
        assertThat(CATALOG.nearest(".".repeat(1_000_000), 1)).hasSize(1);
    }
}
