// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.catalog.CatalogNode;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogGeneratorTest {

    @Test
    void everyMethodOfStripeJavaIsInTheCatalog() throws Exception {
        List<ClientMethod> methods = StripeJavaMethods.all();
        assertThat(methods)
                .hasSizeGreaterThan(560)
                .allSatisfy(
                        method -> assertThat(requests(method.name())).contains(method.request()));
    }

    @Test
    void theTableIsWhatTheGeneratorWrites(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("operations.tsv");

        CatalogGenerator.main(new String[] {file.toString()});

        assertThat(Files.readString(file))
                .as("run mvn -Pgenerate-catalog: see src/docs/upgrading-stripe-java.md")
                .isEqualTo(committed());
    }

    @Test
    void theOrderInWhichMethodsAreFoundDoesNotShow() throws Exception {
        assertThat(
                        CatalogGenerator.table(
                                reversed(StripeJavaMethods.all()), reversed(RecordedMethods.all())))
                .isEqualTo(committed());
    }

    @Test
    void whatNoRecordingHasIsTakenFromStripeJavaAlone() throws Exception {
        assertThat(CatalogGenerator.table(StripeJavaMethods.all(), List.of()).lines())
                .contains(
                        "GET\tapi\tlist\t/v1/customers/{customer}/sources\t\tcustomers.paymentSources.list",
                        "GET\tapi\tplain\t/v1/customers/{customer}/tax_ids/{tax_id}\t\tcustomers.taxIds.retrieve",
                        "GET\tapi\tplain\t/v1/country_specs/{country_spec}\t\tcountrySpecs.retrieve",
                        "GET\tapi\tsearch\t/v1/charges/search\t\tcharges.search",
                        "GET\tapi\tv2list\t/v2/core/accounts\t\tv2.core.accounts.list",
                        "GET\tfiles\tbinary\t/v1/quotes/{quote}/pdf\t\tquotes.pdf",
                        "POST\tfiles\tmultipart\t/v1/files\t\tfiles.create",
                        "POST\tmeter_events\tplain\t/v2/billing/meter_event_stream\t\tv2.billing.meterEventStream.create",
                        "POST\tapi\tplain\t/v1/ephemeral_keys\t\tephemeralKeys.create");
    }

    @Test
    void aMethodThatLeftStripeJavaStaysUnderItsNodeNames() throws Exception {
        ClientMethod left =
                new ClientMethod(
                        "13.6.0", "charts.draw", "POST", "/v1/charts/{chart}", "api", "plain");
        ClientMethod renamed =
                new ClientMethod(
                        "23.1.0", "charts.paint", "POST", "/v1/charts/{id}", "api", "plain");

        assertThat(CatalogGenerator.table(List.of(), List.of(left, renamed)).lines())
                .contains("POST\tapi\tplain\t/v1/charts/{chart}\tcharts.draw,charts.paint\t");
    }

    private static List<String> requests(String name) {
        CatalogNode node = OperationCatalog.get().find(name);
        return node == null
                ? List.of()
                : node.operations().stream()
                        .filter(operation -> operation.javaNames().contains(name))
                        .map(CatalogGeneratorTest::request)
                        .toList();
    }

    private static String request(Operation operation) {
        return new ClientMethod(
                        "",
                        operation.name(),
                        operation.verb(),
                        operation.path(),
                        operation.base().name().toLowerCase(Locale.ROOT),
                        "")
                .request();
    }

    private static String committed() throws IOException {
        try (InputStream in =
                OperationCatalog.class.getResourceAsStream(OperationCatalog.RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}
