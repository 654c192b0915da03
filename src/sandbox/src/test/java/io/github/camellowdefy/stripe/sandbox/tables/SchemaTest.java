// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.EventDataClassLookup;
import io.github.camellowdefy.stripe.sandbox.schema.Defaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The committed table is the one the generator makes of the two official clients. */
class SchemaTest {

    private static final Path TABLE =
            Path.of("src/main/resources/io/github/camellowdefy/stripe/sandbox/schema/schema.tsv");

    @Test
    @EnabledIfSystemProperty(named = "stripe.node", matches = ".+")
    void theTableIsWhatTheGeneratorWrites() throws IOException {
        assertThat(SchemaGenerator.generate(Path.of(System.getProperty("stripe.node"))))
                .isEqualTo(Files.readAllLines(TABLE));
    }

    @Test
    void itHoldsEveryParameterOfStripeJavaOnTheClassPath() throws IOException {
        Set<String> known = new HashSet<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.matches("h\\d+\t.*")) {
                known.add(names(line.substring(line.indexOf('\t') + 1)));
            }
        }
        JavaModel java = new JavaModel();
        List<String> absent = new ArrayList<>();
        for (Class<?> type : java.params()) {
            Set<String> wanted = java.fields(type).keySet();
            boolean covered =
                    wanted.isEmpty()
                            || known.stream()
                                    .anyMatch(each -> Set.of(each.split(" ")).containsAll(wanted));
            if (!covered) {
                absent.add(type.getName());
            }
        }
        assertThat(absent).isEmpty();
    }

    @Test
    void itHoldsEveryFieldOfTheObjectsOfStripeJava() {
        Map<String, Set<String>> absent = new HashMap<>();
        JavaModel java = new JavaModel();
        EventDataClassLookup.classLookup.forEach(
                (object, type) -> {
                    Set<String> fields = new HashSet<>(java.fields(type).keySet());
                    fields.removeAll(Defaults.fields(object));
                    if (!fields.isEmpty()) {
                        absent.put(object, fields);
                    }
                });
        assertThat(absent).isEmpty();
    }

    private static String names(String members) {
        return members.replaceAll("[!:]\\S+", "");
    }
}
