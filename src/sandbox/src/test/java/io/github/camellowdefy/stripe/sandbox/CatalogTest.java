// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StripeSandboxExtension.class)
class CatalogTest {

    private StripeSandbox sandbox;

    @Test
    void everyOperationIsServed() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : OperationCatalog.get().operations()) {
            String path = operation.path().replaceAll("\\{\\w+}", "nobody_1");
            String query = path.endsWith("/search") ? "?query=metadata%5B%27k%27%5D:%27v%27" : "";
            String body = operation.verb().equals("GET") ? null : operation.isV2() ? "{}" : "";
            HttpResponse<String> answer = send(sandbox, operation.verb(), path + query, body);
            boolean served =
                    answer.statusCode() < 500
                            && answer.statusCode() != 401
                            && !answer.body().contains("Unrecognized request URL");
            boolean found = answer.statusCode() == 200;
            boolean asksForMore = answer.body().contains("\"code\":\"parameter_missing\"");
            boolean list = operation.kind().paged() && !path.contains("nobody_1") && !asksForMore;
            if (!served || list && !found) {
                wrong.add(operation.verb() + ' ' + path + ": " + answer.body());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyCollectionGivesBackWhatWasPutIn() {
        List<String> wrong = new ArrayList<>();
        for (Operation create : OperationCatalog.get().operations()) {
            String path = create.path();
            boolean plain =
                    create.verb().equals("POST") && !path.contains("{") && !path.contains("/files");
            boolean readable =
                    OperationCatalog.get().operations().stream()
                            .anyMatch(
                                    each ->
                                            each.verb().equals("GET")
                                                    && each.path().startsWith(path + "/{")
                                                    && each.idNames().size() == 1
                                                    && each.path().endsWith("}"));
            if (!plain || !readable) {
                continue;
            }
            HttpResponse<String> created = send(sandbox, "POST", path, create.isV2() ? "{}" : "");
            if (created.statusCode() == 400) {
                // it has parameters it cannot do without
                continue;
            }
            String id = created.body().replaceAll("(?s)^\\{\"id\":\"([^\"]+)\".*", "$1");
            HttpResponse<String> read = send(sandbox, "GET", path + '/' + id, null);
            if (!read.body().equals(created.body())) {
                wrong.add(path + ": " + created.body() + " / " + read.body());
            }
        }
        assertThat(wrong).isEmpty();
    }
}
