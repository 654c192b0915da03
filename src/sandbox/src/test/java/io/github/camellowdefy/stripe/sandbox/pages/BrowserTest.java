// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person with a browser. With {@code -Dpictures=<folder>} the pictures of the documentation are
 * made on the way.
 */
@EnabledIf("io.github.camellowdefy.stripe.sandbox.pages.Browser#isInstalled")
class BrowserTest {

    @Test
    void aPersonBuysIsDeclinedAnswersTheBankAndPaysAnInvoice(@TempDir Path profile)
            throws IOException {
        try (StripeSandbox sandbox = StripeSandbox.builder().seed(1).start();
                Browser browser = new Browser(profile)) {
            Map<String, Map<String, Object>> shop = Shop.open(sandbox);

            // buys, by the keyboard: Enter in a field presses the button
            browser.look(1280, 900, false);
            browser.open(Shop.url(shop.get("payment")));
            picture(browser, "checkout-1280");
            browser.type("[name=email]", "bob@example.com\n");
            String id = (String) shop.get("payment").get("id");
            isAt(browser, Shop.HOME + "/done?session=" + id);

            // is declined, and told so at once; then fails and passes the bank's question
            browser.look(390, 1150, true);
            browser.open(Shop.url(shop.get("second")));
            assertThat(browser.script("return document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(390);
            browser.type("[name=number]", "4000 0000 0000 0002");
            browser.click("button");
            isTold(browser, "Your card was declined.");
            picture(browser, "checkout-390-dark");
            browser.type("[name=number]", "1234 5678 9012 3456");
            browser.click("button");
            isTold(browser, "This is not a test card.");
            assertThat(browser.text()).doesNotContain("1234 5678");
            for (String answer : new String[] {"fail", "pass"}) {
                browser.click("[value='4000002760003184']");
                browser.click("button");
                reads(browser, "Your bank asks");
                browser.click("[value=" + answer + ']');
                if (answer.equals("fail")) {
                    isTold(browser, "The provided PaymentMethod has failed authentication.");
                }
            }
            isAt(browser, Shop.HOME + "/done?session=cs_.*");

            // goes back to the shop without paying
            browser.open(Shop.url(shop.get("third")));
            browser.click("a.button");
            isAt(browser, Shop.HOME + "/cart");

            // fails and passes 3-D Secure where an intent redirects to it
            browser.look(1280, 420, false);
            browser.open(Shop.url(shop.get("intent")));
            picture(browser, "bank-1280");
            browser.click("[value=fail]");
            isAt(browser, Shop.HOME + "/back.*redirect_status=failed");
            browser.open(Shop.url(shop.get("other")));
            browser.click("[value=pass]");
            isAt(browser, Shop.HOME + "/back.*redirect_status=succeeded");

            // pays an invoice
            browser.look(1280, 900, true);
            browser.open(Shop.url(shop.get("invoice")));
            picture(browser, "invoice-1280-dark");
            browser.click("button");
            reads(browser, "This invoice is paid.");

            assertThat(sandbox.charges().with("status", "succeeded").count()).isEqualTo(4);
        }
    }

    /** The next page comes when it comes. */
    private static void isAt(Browser browser, String url) {
        String pattern = url.replace("?", "\\?");
        await().ignoreExceptions().untilAsserted(() -> assertThat(browser.url()).matches(pattern));
    }

    private static void reads(Browser browser, String text) {
        await().ignoreExceptions().untilAsserted(() -> assertThat(browser.text()).contains(text));
    }

    /** The focus is on it, so that a screen reader says it. */
    private static void isTold(Browser browser, String text) {
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(browser.focused()).startsWith(text));
    }

    private static void picture(Browser browser, String name) throws IOException {
        String folder = System.getProperty("pictures");
        if (folder != null) {
            Files.write(Path.of(folder, name + ".png"), browser.screenshot());
        }
    }
}
