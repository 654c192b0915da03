// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationCatalogTest {

    private static final OperationCatalog CATALOG = OperationCatalog.get();

    @Test
    void everyRecordedMethodOfTheNodeClientsLeadsToWhatItSent() throws IOException {
        List<String> rows = rows("/conformance/node-operations.tsv");
        assertThat(rows).hasSize(1_116);
        assertThat(rows)
                .allSatisfy(
                        row -> {
                            String[] column = row.split("\t");
                            assertThat(requests(column[1], Integer.parseInt(column[2])))
                                    .containsExactly(
                                            String.join(
                                                    " ", column[3], column[4], column[5],
                                                    column[6]));
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "customers.listPaymentMethods, customers.paymentMethods.list",
        "customers.del, customers.delete",
        "accounts.deletePerson, accounts.persons.delete",
        "checkout.sessions.listLineItems, checkout.sessions.lineItems.list",
        "customers.deleteSource, sources.detach",
        "v2.core.accounts.persons.del, v2.core.accounts.persons.delete"
    })
    void theNamesOfBothClientsLeadToTheSameOperation(String node, String stripeJava) {
        assertThat(CATALOG.find(node).operations())
                .isNotEmpty()
                .isEqualTo(CATALOG.find(stripeJava).operations());
    }

    @ParameterizedTest
    @CsvSource({"account.del, account.delete", "accounts.persons.del, accounts.persons.delete"})
    void delAndDeleteAreTheSameWhereverOneOfThemIsKnown(String del, String delete) {
        assertThat(CATALOG.find(del).operations())
                .isNotEmpty()
                .isEqualTo(CATALOG.find(delete).operations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts.retrieve", "account.retrieve"})
    void theNumberOfIdsDecidesWhichAccountIsMeant(String name) {
        assertThat(requests(name, 0)).containsExactly("GET /v1/account api plain");
        assertThat(requests(name, 1)).containsExactly("GET /v1/accounts/{id} api plain");
    }

    @Test
    void noTwoOperationsOfOneNameTakeTheSameNumberOfIds() {
        assertThat(nodes(CATALOG.root()))
                .hasSizeGreaterThan(CATALOG.operations().size())
                .allSatisfy(
                        node ->
                                assertThat(node.operations())
                                        .as(node.name())
                                        .extracting(operation -> operation.idNames().size())
                                        .doesNotHaveDuplicates());
    }

    @Test
    void namesAreSpeltWithoutThePeculiaritiesOfALanguage() {
        assertThat(nodes(CATALOG.root()))
                .extracting(CatalogNode::name)
                .allMatch(name -> name.matches("[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)*"));
    }

    @Test
    void fileContentsCanBeReadThoughNoClientHasAMethodForIt() {
        assertThat(requests("files.contents", 1))
                .containsExactly("GET /v1/files/{file}/contents files binary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "customers.", ".customers", "customers..list", "customers.list.x"})
    void whatIsNoNameLeadsNowhere(String name) {
        assertThat(CATALOG.find(name)).isNull();
    }

    @Test
    void aResourceTellsWhatLeadsOn() {
        CatalogNode checkout = CATALOG.find("checkout");

        assertThat(checkout.isMethod()).isFalse();
        assertThat(checkout.segments()).containsExactly("sessions");
        assertThat(CATALOG.find("coupons").segments())
                .containsExactly("create", "del", "delete", "list", "retrieve", "update");
    }

    private static List<String> requests(String name, int ids) {
        CatalogNode node = CATALOG.find(name);
        return node == null
                ? List.of()
                : node.operations().stream()
                        .filter(operation -> operation.idNames().size() == ids)
                        .map(OperationCatalogTest::request)
                        .toList();
    }

    private static String request(Operation operation) {
        return "%s %s %s %s"
                .formatted(
                        operation.verb(),
                        operation.path(),
                        operation.base().name().toLowerCase(Locale.ROOT),
                        operation.kind().name().toLowerCase(Locale.ROOT));
    }

    private static List<CatalogNode> nodes(CatalogNode root) {
        return root.children().stream()
                .flatMap(node -> Stream.concat(Stream.of(node), nodes(node).stream()))
                .toList();
    }

    private static List<String> rows(String resource) throws IOException {
        try (InputStream in = OperationCatalogTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
        }
    }
}
