// SPDX-License-Identifier: Apache-2.0
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
