// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionStartScenariosTest extends WireScenario {

    private static final long DAY = 86_400;

    /** 10 January 2026, noon. */
    private static final long NOW = 1_768_046_400;

    private String clock;
    private String price;

    @BeforeEach
    void freeze() {
        clock = id(post("/v1/test_helpers/test_clocks", "frozen_time=%s", NOW));
        price = price(3100, true);
    }

    @Test
    void aPreviewIsForSomebodyWhoIsNoCustomerYet() {
        String rate = id(post("/v1/tax_rates", "display_name=VAT&percentage=20&inclusive=false"));
        String form =
                "customer_details[address][country]=FR&subscription_details[items][0][price]=%s"
                        + "&subscription_details[default_tax_rates][0]=%s";
        String price = price(900, true);
        JsonNode taxed = post("/v1/invoices/create_preview", form, price, rate);
        assertThat(taxed.get("total").asInt()).isEqualTo(1080);
        assertThat(taxed.get("customer").isNull()).isTrue();
        assertThat(taxed.get("customer_address").get("country").asText()).isEqualTo("FR");
        String exempt = form + "&customer_details[tax_exempt]=exempt";
        JsonNode free = post("/v1/invoices/create_preview", exempt, price, rate);
        assertThat(free.get("total").asInt()).isEqualTo(900);
        String item = "currency=usd&invoice_items[0][amount]=500&invoice_items[0][currency]=usd";
        assertThat(post("/v1/invoices/create_preview", item).get("total").asInt()).isEqualTo(500);
        assertThat(get("/v1/customers").get("data")).isEmpty();
    }

    @Test
    void theTimeSinceAnEarlierStartIsCharged() {
        JsonNode made = subscribe("backdate_start_date=" + (NOW - 10 * DAY));
        assertThat(made.get("start_date").asLong()).isEqualTo(NOW - 10 * DAY);
        // ten of December's 31 days, and the month from now on
        assertThat(made.at("/latest_invoice/total").asLong()).isEqualTo(1000 + 3100);
        JsonNode free =
                subscribe("proration_behavior=none&backdate_start_date=" + (NOW - 10 * DAY));
        assertThat(free.at("/latest_invoice/total").asLong()).isEqualTo(3100);
        assertThat(refuse("backdate_start_date=" + (NOW + DAY))).isEqualTo("backdate_start_date");
    }

    @Test
    void nothingIsPaidBeforeTheAnchorWithoutProration() {
        long anchor = NOW + 10 * DAY;
        assertThat(refuse("billing_cycle_anchor=" + (NOW + 40 * DAY)))
                .isEqualTo("billing_cycle_anchor");
        JsonNode made = subscribe("proration_behavior=none&billing_cycle_anchor=" + anchor);
        assertThat(made.get("status").asText()).isEqualTo("active");
        assertThat(made.at("/latest_invoice/total").asLong()).isZero();
        advance(anchor + DAY);
        JsonNode invoices = get("/v1/invoices?subscription=%s", id(made));
        assertThat(invoices.at("/data/0/total").asLong()).isEqualTo(3100);
    }

    @Test
    void anAnchorIsTheNextSuchDayOrTheLastOfAShorterMonth() {
        JsonNode made = subscribe("billing_cycle_anchor_config[day_of_month]=31");
        assertThat(day(made)).isEqualTo("2026-01-31");
        assertThat(made.at("/billing_cycle_anchor_config/day_of_month").asInt()).isEqualTo(31);
        JsonNode february =
                subscribe(
                        "billing_cycle_anchor_config[day_of_month]=31"
                                + "&billing_cycle_anchor_config[month]=2");
        assertThat(day(february)).isEqualTo("2026-02-28");
        assertThat(
                        refuse(
                                "billing_cycle_anchor_config[day_of_month]=31"
                                        + "&billing_cycle_anchor_config[month]=13"))
                .isEqualTo("billing_cycle_anchor_config[month]");
    }

    @ParameterizedTest
    @CsvSource({
        "pause, paused, customer.subscription.paused",
        "cancel, canceled, customer.subscription.deleted"
    })
    void aTrialWithoutACardEndsAsItsSettingsSay(String missing, String status, String event) {
        String customer = customer(null, "");
        JsonNode trial =
                post(
                        "/v1/subscriptions",
                        "customer=%s&items[0][price]=%s&trial_period_days=7"
                                + "&trial_settings[end_behavior][missing_payment_method]=%s",
                        customer,
                        price,
                        missing);
        JsonNode over = post("/v1/subscriptions/" + id(trial), "trial_end=now");
        assertThat(over.get("status").asText()).isEqualTo(status);
        assertThat(newest(1)).containsExactly(event);
    }

    @Test
    void collectionResumesWhenItsTimeHasCome() {
        JsonNode made = subscribe("metadata[a]=b");
        post(
                "/v1/subscriptions/" + id(made),
                "pause_collection[behavior]=void&pause_collection[resumes_at]=%s",
                NOW + 40 * DAY);
        advance(NOW + 45 * DAY);
        assertThat(get("/v1/subscriptions/" + id(made)).get("pause_collection").isNull()).isTrue();
        advance(NOW + 70 * DAY);
        assertThat(get("/v1/invoices?subscription=%s", id(made)).findValuesAsText("status"))
                .containsSubsequence("paid", "void", "paid");
    }

    @ParameterizedTest
    @CsvSource({"2025-03-31.basil, classic", "2025-09-30.clover, flexible"})
    void theBillingModeIsThatOfTheVersion(String version, String mode) {
        String form = "customer=" + customer("pm_card_visa", "") + "&items[0][price]=" + price;
        String made =
                Clients.send(sandbox, "POST", "/v1/subscriptions", form, "Stripe-Version", version)
                        .body();
        assertThat(made).contains("\"type\":\"" + mode + "\"}");
    }

    private static String day(JsonNode subscription) {
        return Instant.ofEpochSecond(subscription.get("billing_cycle_anchor").asLong())
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    private JsonNode subscribe(String more) {
        String customer = customer("pm_card_visa", "test_clock=" + clock);
        return post(
                "/v1/subscriptions",
                "customer=%s&items[0][price]=%s&expand[0]=latest_invoice&" + more,
                customer,
                price);
    }

    private String refuse(String more) {
        String customer = customer("pm_card_visa", "test_clock=" + clock);
        return refused(
                        "POST",
                        "/v1/subscriptions",
                        "customer=%s&items[0][price]=%s&" + more,
                        customer,
                        price)
                .get("param")
                .asText();
    }

    private void advance(long time) {
        post("/v1/test_helpers/test_clocks/" + clock + "/advance", "frozen_time=%s", time);
    }
}
