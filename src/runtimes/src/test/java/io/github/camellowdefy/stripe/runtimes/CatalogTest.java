// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The component in Camel's catalog, added as editors add what they find on the class path. */
class CatalogTest {

    private static final String LISTED = "META-INF/services/org/apache/camel/component.properties";
    private static final String SCHEMA = "META-INF/io/github/camellowdefy/stripe/%s.json";

    private final CamelCatalog catalog = new DefaultCamelCatalog(true);

    @BeforeEach
    void addWhatTheJarLists() throws IOException {
        Properties listed = new Properties();
        try (InputStream in = resource(LISTED)) {
            listed.load(in);
        }
        for (String name : listed.getProperty("components").split(" ")) {
            try (InputStream in = resource(SCHEMA.formatted(name))) {
                catalog.addComponent(
                        name,
                        "io.github.camellowdefy.stripe.StripeComponent",
                        new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void knowsTheEndpointsOfTheAlias() {
        assertThat(
                        validate("lowdefy-stripe:customers/list?params.limit=30&outputType=json")
                                .isSuccess())
                .isTrue();
        assertThat(validate("lowdefy-stripe:events?types=charge.*&delay=5000").isSuccess())
                .isTrue();
        assertThat(validate("lowdefy-stripe:customers/list?outputTyp=json").getUnknown())
                .containsExactly("outputTyp");
        assertThat(validate("lowdefy-stripe:customers/list?maxItems=many").getInvalidInteger())
                .containsKey("maxItems");
    }

    /** Why the documentation advises the alias where routes are validated. */
    @Test
    void leavesTheOtherSchemeToApaches() {
        assertThat(catalog.componentJSonSchema("stripe"))
                .as("what the catalog brings wins over what is added")
                .contains("org.apache.camel.component.stripe.StripeComponent");
        assertThat(validate("stripe:customers/list?params.limit=30").isSuccess()).isFalse();
    }

    private EndpointValidationResult validate(String uri) {
        return catalog.validateEndpointProperties(uri);
    }

    private static InputStream resource(String name) {
        return CatalogTest.class.getClassLoader().getResourceAsStream(name);
    }
}
