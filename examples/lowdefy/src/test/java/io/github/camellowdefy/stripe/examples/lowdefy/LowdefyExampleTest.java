// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LowdefyFilesTest {

    @Test
    void runsTheRequestsOfTheFilesAsTheyAre() throws Exception {
        assertThat(printed(false))
                .contains("\"name\" : \"Mary Somerville\"")
                .contains("\"object\" : \"payment_intent\"", "\"amount\" : 2000")
                .contains(
                        "\"id\" : \"cs_test_onpT2icY2lrSU0IgDGXEhhcOHcWeJS5BpLcQGMx0uI9TZHLMBdzvWpvx\"")
                .contains("\"amount\" : 1999", "\"currency\" : \"eur\"")
                .doesNotContain("Stripe refused it");
    }

    @Test
    void printsTheFilesAsRoutesToGoOnFrom() throws Exception {
        assertThat(printed(true))
                .contains("secretKey: '{{LOWDEFY_SECRET_STRIPE_SECRET_KEY}}'")
                .contains("uri: stripe:customers/list", "uri: direct:pay_order")
                .doesNotContain("sk_test_");
    }

    private static String printed(boolean dump) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        new LowdefyFiles(out, dump).runOnSandbox();
        return printed.toString(StandardCharsets.UTF_8);
    }
}
