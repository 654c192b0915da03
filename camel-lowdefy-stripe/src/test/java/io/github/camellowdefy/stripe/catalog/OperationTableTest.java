// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperationTableTest {

    @Test
    void aLineIsAnOperation() {
        String table =
                """
                # a comment
                GET\tmeter_events\tv2list\t/v2/a/{id}\ta.list,b.list\tc.all
                POST\tapi\tplain\t/v1/d\t\td.create
                DELETE\tfiles\tbinary\t/v1/e\te.del\t
                """;

        assertThat(OperationTable.read(table))
                .containsExactly(
                        new Operation(
                                "GET",
                                ApiBase.METER_EVENTS,
                                OperationKind.V2LIST,
                                "/v2/a/{id}",
                                List.of("a.list", "b.list"),
                                List.of("c.all")),
                        new Operation(
                                "POST",
                                ApiBase.API,
                                OperationKind.PLAIN,
                                "/v1/d",
                                List.of(),
                                List.of("d.create")),
                        new Operation(
                                "DELETE",
                                ApiBase.FILES,
                                OperationKind.BINARY,
                                "/v1/e",
                                List.of("e.del"),
                                List.of()));
    }

    @Test
    void aTableThatIsCutOffSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> OperationTable.read("GET\tapi\tplain\t/v1/a"))
                .withMessageContaining("ends in the middle of a line");
    }
}
