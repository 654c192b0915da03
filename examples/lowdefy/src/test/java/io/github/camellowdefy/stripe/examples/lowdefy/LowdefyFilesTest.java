/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
