// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeterScenariosTest extends WireScenario {

    private static final long START = 1_767_225_600;
    private static final long DAY = 86_400;

    private String meter;
    private String price;

    @BeforeEach
    void measure() {
        meter = id(meter("api", "default_aggregation[formula]=sum"));
        price =
                id(
                        post(
                                "/v1/prices",
                                "currency=usd&unit_amount=5&product_data[name]=Calls"
                                        + "&recurring[interval]=month&recurring[usage_type]=metered"
                                        + "&recurring[meter]=%s",
                                meter));
    }

    @Test
    void aPeriodIsInvoicedForWhatWasUsedInIt() {
        long now = get("/_sandbox/clock").get("now").asLong();
        String clock = id(post("/v1/test_helpers/test_clocks", "frozen_time=%s", now));
        String customer = customer("pm_card_visa", "test_clock=" + clock);
        JsonNode subscription =
                post("/v1/subscriptions", "customer=%s&items[0][price]=%s", customer, price);
        assertThat(subscription.get("status").asText()).isEqualTo("active");
        assertThat(subscription.at("/items/data/0").has("quantity")).isFalse();
        use("api", customer, 10, "");
        use("api", customer, 15, "");
        use("api", customer, 99, "&identifier=oops");
        post(
                "/v1/billing/meter_event_adjustments",
                "event_name=api&type=cancel&cancel[identifier]=oops");
        JsonNode next = post("/v1/invoices/create_preview", "subscription=%s", id(subscription));
        assertThat(next.get("total").asLong()).isEqualTo(125);
        post(
                "/v1/test_helpers/test_clocks/" + clock + "/advance",
                "frozen_time=%s",
                now + 32 * DAY);
        JsonNode invoice = get("/v1/invoices?subscription=%s", id(subscription)).at("/data/0");
        assertThat(invoice.get("total").asLong()).isEqualTo(125);
        assertThat(invoice.at("/lines/data/0/quantity").asLong()).isEqualTo(25);
    }

    @Test
    void whatIsMeteredHasNoQuantity() {
        assertThat(
                        refused(
                                        "POST",
                                        "/v1/subscriptions",
                                        "customer=%s&items[0][price]=%s&items[0][quantity]=2",
                                        customer("pm_card_visa", ""),
                                        price)
                                .get("param")
                                .asText())
                .isEqualTo("items[0][quantity]");
    }

    @Test
    void summariesAddUpCountOrTakeTheLast() {
        String customer = customer(null, "");
        meter("calls", "default_aggregation[formula]=count");
        meter("seats", "default_aggregation[formula]=last");
        for (int value : new int[] {3, 8}) {
            use("api", customer, value, "");
            use("calls", customer, value, "");
            use("seats", customer, value, "");
        }
        long day = get("/_sandbox/clock").get("now").asLong() / DAY * DAY;
        for (JsonNode each : get("/v1/billing/meters").get("data")) {
            JsonNode summary =
                    get(
                            "/v1/billing/meters/%s/event_summaries?customer=%s&start_time=%s"
                                    + "&end_time=%s&value_grouping_window=day",
                            id(each), customer, day - DAY, day + DAY);
            int expected =
                    switch (each.get("event_name").asText()) {
                        case "api" -> 11;
                        case "calls" -> 2;
                        default -> 8;
                    };
            assertThat(summary.at("/data/0/aggregated_value").asInt()).isEqualTo(expected);
        }
    }

    @Test
    void anEventCountsOnceAndNotAfterMonths() {
        String customer = customer(null, "");
        use("api", customer, 1, "&identifier=one");
        String form = "event_name=api&payload[stripe_customer_id]=%s&payload[value]=1";
        refused("POST", "/v1/billing/meter_events", form + "&identifier=one", customer);
        assertThat(
                        refused(
                                        "POST",
                                        "/v1/billing/meter_events",
                                        form + "&timestamp=%s",
                                        customer,
                                        START)
                                .get("param")
                                .asText())
                .isEqualTo("timestamp");
    }

    @Test
    void aStreamIsTakenAndWhatFitsNoMeterIsReported() {
        String customer = customer(null, "");
        String event =
                "{\"event_name\":\"%s\",\"payload\":{\"stripe_customer_id\":\"%s\",\"value\":\"%s\"}}";
        String body =
                "{\"events\":["
                        + event.formatted("api", customer, 7)
                        + ','
                        + event.formatted("nothing", customer, 7)
                        + ','
                        + event.formatted("api", "cus_no", 7)
                        + "]}";
        String[] headers = {
            "Content-Type", "application/json", "Stripe-Version", "2026-01-28.clover"
        };
        String session =
                Clients.send(sandbox, "POST", "/v2/billing/meter_event_session", "{}", headers)
                        .body();
        assertThat(session).contains("authentication_token");
        assertThat(
                        Clients.send(
                                        sandbox,
                                        "POST",
                                        "/v2/billing/meter_event_stream",
                                        body,
                                        headers)
                                .statusCode())
                .isEqualTo(200);
        long day = get("/_sandbox/clock").get("now").asLong() / DAY * DAY;
        JsonNode summary =
                get(
                        "/v1/billing/meters/%s/event_summaries?customer=%s&start_time=%s&end_time=%s",
                        meter, customer, day - DAY, day + DAY);
        assertThat(summary.at("/data/0/aggregated_value").asInt()).isEqualTo(7);
        assertThat(Clients.send(sandbox, "GET", "/v2/core/events?limit=20", null, headers).body())
                .contains(
                        "v1.billing.meter.no_meter_found",
                        "v1.billing.meter.error_report_triggered");
    }

    @Test
    void aMeterIsTurnedOffAndOn() {
        refused(
                "POST",
                "/v1/billing/meters",
                "display_name=API&event_name=api&default_aggregation[formula]=sum");
        String path = "/v1/billing/meters/" + meter;
        assertThat(post(path + "/deactivate", "").get("status").asText()).isEqualTo("inactive");
        refused("POST", path + "/deactivate", "");
        assertThat(post(path + "/reactivate", "").get("status").asText()).isEqualTo("active");
        assertThat(newest(2))
                .containsExactly("billing.meter.reactivated", "billing.meter.deactivated");
    }

    private JsonNode meter(String name, String form) {
        return post("/v1/billing/meters", "display_name=%s&event_name=%s&" + form, name, name);
    }

    private void use(String name, String customer, long value, String more) {
        post(
                "/v1/billing/meter_events",
                "event_name=%s&payload[stripe_customer_id]=%s&payload[value]=%s" + more,
                name,
                customer,
                value);
    }
}
