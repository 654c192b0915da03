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
package io.github.camellowdefy.stripe.examples.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(console);
    }

    @Test
    void fulfilsThePaymentOnceRaisesTheAlarmAndRefusesTheForgery() throws Exception {
        Webhooks.main(new String[0]);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("Order 6735 is paid: 2000 eur in minor units. It is shipped.")
                .contains("again, which is not processed twice")
                .containsOnlyOnce("2000 eur are disputed as ")
                .contains("refused a delivery with 400: The Stripe-Signature header is missing")
                .contains("answered with 400")
                .doesNotContain("answered with 5", "Order 6736 is paid:", "whsec_");
    }
}
