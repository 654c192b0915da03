// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser asks for them. */
class PagesTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private StripeSandbox sandbox;
    private Map<String, Map<String, Object>> shop;

    @BeforeEach
    void open() {
        sandbox = StripeSandbox.start();
        shop = Shop.open(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void everyUrlLeadsToThisSandbox() {
        for (String name : List.of("payment", "link", "intent", "saved", "invoice")) {
            assertThat(Shop.url(shop.get(name))).as(name).startsWith(sandbox.url() + "/pay/");
        }
    }

    @Test
    void aPageShowsWhatIsBoughtAndEscapesIt() {
        HttpResponse<String> page = get("payment");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "2 × Notes &amp; sketches &lt;2nd edition&gt;",
                        "€39.98",
                        "Cancel and go back")
                .contains("<html lang=\"en\">", "<legend>Test card</legend>")
                .doesNotContain("<script", "{{");
        assertThat(page.headers().map())
                .containsKeys("content-security-policy", "referrer-policy")
                .containsEntry("cache-control", List.of("no-store"));
    }

    @Test
    void aBuyerPaysAndIsSentBackWithTheEventsWritten() {
        HttpResponse<String> paid =
                post("payment", "card=4242424242424242&email=bob@example.com&name=Bob");
        String id = (String) shop.get("payment").get("id");
        assertLeadsTo(paid, Shop.HOME + "/done?session=" + id);
        assertThat(sandbox.events().with("type", "checkout.session.completed").count()).isOne();
        assertThat(sandbox.events().with("type", "payment_intent.succeeded").count()).isOne();
        Map<String, Object> session =
                sandbox.objects("checkout.session").with("id", id).list().get(0);
        assertThat(session.get("customer_details").toString()).contains("Bob", "bob@example.com");
    }

    @Test
    void aPagePostedTwiceChargesOnce() {
        HttpResponse<String> first = post("payment", "card=4242424242424242");
        HttpResponse<String> second = post("payment", "card=4242424242424242");
        assertLeadsTo(second, first.headers().firstValue("location").orElseThrow());
        assertLeadsTo(get("payment"), first.headers().firstValue("location").orElseThrow());
        assertThat(sandbox.charges().count()).isOne();

        post("intent", "outcome=pass");
        String back = location(post("intent", "outcome=fail"));
        assertThat(back)
                .startsWith(Shop.HOME + "/back?order=7&payment_intent=pi_")
                .endsWith("redirect_status=succeeded");
        assertThat(sandbox.paymentIntents().with("status", "succeeded").count()).isEqualTo(2);

        post("invoice", "card=4242424242424242");
        assertThat(post("invoice", "card=4242424242424242").body())
                .contains("This invoice is paid.");
        assertThat(sandbox.charges().with("amount", 1500).count()).isOne();
    }

    @Test
    void aDeclinedBuyerMayTryAgain() {
        HttpResponse<String> declined = post("payment", "card=4000000000000002");
        assertThat(declined.statusCode()).isEqualTo(402);
        assertThat(declined.body())
                .contains("role=\"alert\"", "Your card was declined.", "<title>Error: ");
        assertThat(location(post("payment", "number=5555 5555 5555 4444"))).startsWith(Shop.HOME);
        assertThat(sandbox.charges().with("status", "succeeded").count()).isOne();
        assertThat(sandbox.events().with("type", "payment_intent.payment_failed").count()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "subscription", "setup"})
    void aCardAsksTheBankAndTheBuyerAnswers(String mode) {
        String card = "card=4000002760003184&email=bob@example.com";
        HttpResponse<String> asked = post(mode, card);
        assertThat(asked.body()).contains("Complete authentication", "Fail authentication");
        HttpResponse<String> failed = post(mode, card + "&outcome=fail");
        assertThat(failed.statusCode()).isEqualTo(402);
        assertThat(failed.body()).contains("has failed authentication");
        assertThat(location(post(mode, card + "&outcome=pass"))).startsWith(Shop.HOME + "/done");
        String object =
                mode.equals("setup")
                        ? "setup_intent"
                        : mode.equals("payment") ? "charge" : "subscription";
        String good = mode.equals("subscription") ? "active" : "succeeded";
        assertThat(sandbox.objects(object).with("status", good).count()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"pass, succeeded, succeeded", "fail, failed, requires_payment_method"})
    void theRedirectOfAnIntentLeadsBackToTheShop(String answer, String redirect, String status) {
        for (String name : List.of("intent", "saved")) {
            assertThat(get(name).body()).contains("3-D Secure");
            assertThat(location(post(name, "outcome=" + answer)))
                    .startsWith(Shop.HOME)
                    .contains(shop.get(name).get("id").toString())
                    .contains("_client_secret=" + shop.get(name).get("client_secret"))
                    .endsWith("redirect_status=" + redirect);
        }
        String id = (String) shop.get("intent").get("id");
        assertThat(sandbox.paymentIntents().with("id", id).with("status", status).count()).isOne();
    }

    @Test
    void aPaymentLinkSellsToEveryVisitor() {
        String session = location(get("link"));
        assertThat(location(get("link"))).isNotEqualTo(session);
        assertThat(send(session, null).body()).contains("€19.99");
        assertThat(send(session, "card=4242424242424242").body()).contains("Thank you");
        Map<String, Object> paid =
                sandbox.objects("checkout.session").with("status", "complete").list().get(0);
        assertThat(paid).containsEntry("payment_link", shop.get("link").get("id"));
        assertThat(paid.get("metadata")).isEqualTo(Map.of("campaign", "spring"));
    }

    @Test
    void anInvoiceIsPaidAlsoThroughTheBank() {
        assertThat(get("invoice").body()).contains("Repair", "Pay €15.00");
        assertThat(post("invoice", "card=4000000000000002").statusCode()).isEqualTo(402);
        String bank = location(post("invoice", "card=4000002760003184"));
        String back = location(send(bank, "outcome=pass"));
        assertThat(back).isEqualTo(Shop.url(shop.get("invoice")));
        assertThat(send(back, null).body()).contains("This invoice is paid.");
        HttpResponse<String> pdf = send(shop.get("invoice").get("invoice_pdf").toString(), null);
        assertThat(pdf.body()).startsWith("%PDF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4242424242424241",
                "378282246310006",
                "12",
                "card",
                "000123456789",
                ""
            })
    void aNumberThatIsNoTestCardIsRefusedAndForgotten(String number) {
        HttpResponse<String> refused = post("payment", "card=other&number=" + number);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("This is not a test card.", "4242 4242 4242 4242", "4000 0027 6000 3184");
        if (number.length() > 4) {
            assertThat(refused.body()).doesNotContain(number);
            assertThat(sandbox.journal().entries().toString()).doesNotContain(number);
            assertThat(sandbox.journal().entries())
                    .noneMatch(entry -> entry.params().toString().contains(number));
        }
        assertThat(sandbox.charges().count()).isZero();
    }

    @Test
    void whatIsOverOrUnknownSaysSo() {
        String session = Shop.url(shop.get("payment"));
        sandbox.clock().advance(java.time.Duration.ofDays(2));
        assertThat(send(session, null).statusCode()).isEqualTo(410);
        assertThat(send(session, "card=4242424242424242").statusCode()).isEqualTo(410);
        for (String path :
                List.of(
                        "/pay/",
                        "/pay/checkout",
                        "/pay/checkout/cs_1",
                        "/pay/bank/x",
                        "/pay/x/y")) {
            assertThat(send(sandbox.url() + path, null).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(sandbox.charges().count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, http://localhost:3000",
        "Origin, null"
    })
    void noOtherPageMayPost(String header, String value) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(Shop.url(shop.get("payment"))))
                        .header(header, value)
                        .POST(HttpRequest.BodyPublishers.ofString("card=4242424242424242"));
        assertThat(send(request).statusCode()).isEqualTo(403);
        assertThat(sandbox.charges().count()).isZero();
    }

    @Test
    void anotherPageMayLeadHereButNeitherFrameNorControl() {
        String page = Shop.url(shop.get("payment"));
        assertThat(foreign(page, "document").statusCode()).isEqualTo(200);
        assertThat(foreign(page, "iframe").statusCode()).isEqualTo(403);
        for (String path : List.of("/_sandbox/clock", "/_sandbox/journal", "/v1/customers")) {
            assertThat(foreign(sandbox.url() + path, "empty").statusCode()).as(path).isEqualTo(403);
        }
    }

    private HttpResponse<String> foreign(String url, String dest) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Sec-Fetch-Dest", dest)
                        .header("Authorization", "Bearer " + sandbox.secretKey()));
    }

    private HttpResponse<String> get(String name) {
        return send(Shop.url(shop.get(name)), null);
    }

    private HttpResponse<String> post(String name, String form) {
        return send(Shop.url(shop.get(name)), form);
    }

    private HttpResponse<String> send(String url, String form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form.replace(" ", "+")));
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("location").orElseThrow();
    }

    private static void assertLeadsTo(HttpResponse<String> answer, String url) {
        assertThat(location(answer)).isEqualTo(url);
    }
}
