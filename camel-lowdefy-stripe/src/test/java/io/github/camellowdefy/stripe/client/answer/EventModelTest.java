// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.Stripe;
import com.stripe.events.UnknownEventNotification;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.StripeRawJsonObject;
import org.junit.jupiter.api.Test;

class EventModelTest {

    @Test
    void showsTheObjectOfItsOwnVersion() {
        EventModel read = read(Stripe.API_VERSION, "{\"id\":\"ch_1\",\"object\":\"charge\"}");

        assertThat(read.versionDiffers()).isFalse();
        assertThat(charge(read).getId()).isEqualTo("ch_1");
    }

    @Test
    void showsTheObjectOfAnOldVersionTooAndSaysSo() {
        EventModel read = read("2017-12-14", "{\"id\":\"ch_1\",\"object\":\"charge\"}");

        assertThat(read.versionDiffers()).isTrue();
        assertThat(charge(read).getId()).isEqualTo("ch_1");
    }

    @Test
    void showsTheObjectOfAnEventThatNamesNoVersion() {
        EventModel read =
                EventModel.ofSnapshot(
                        "{\"id\":\"evt_1\",\"object\":\"event\",\"data\":{\"object\":{\"id\":\"ch_1\",\"object\":\"charge\"}}}");

        assertThat(read.versionDiffers()).isTrue();
        assertThat(charge(read).getId()).isEqualTo("ch_1");
    }

    @Test
    void showsAnObjectThatDoesNotFitItsClassAsRawJson() {
        EventModel read =
                read("2017-12-14", "{\"id\":\"ch_1\",\"object\":\"charge\",\"amount\":{\"a\":1}}");

        Event event = (Event) read.model();
        assertThat(read.versionDiffers()).isTrue();
        assertThat(event.getApiVersion()).isEqualTo("2017-12-14");
        assertThat(event.getDataObjectDeserializer().getObject())
                .get()
                .isInstanceOf(StripeRawJsonObject.class);
        assertThat(event.getDataObjectDeserializer().getRawJson()).contains("\"amount\":{");
    }

    @Test
    void readsAnEventWithoutAnObject() {
        EventModel read = EventModel.ofSnapshot("{\"id\":\"evt_1\",\"object\":\"event\"}");

        assertThat(((Event) read.model()).getId()).isEqualTo("evt_1");
        assertThat(read.versionDiffers()).isFalse();
    }

    @Test
    void readsThinEventsOfTypesItDoesNotKnow() {
        EventModel read =
                EventModel.ofThin(
                        "{\"id\":\"evt_1\",\"object\":\"v2.core.event\",\"type\":\"v2.new.thing\",\"created\":\"2026-01-31T08:00:00.000Z\"}");

        assertThat(read.model()).isInstanceOf(UnknownEventNotification.class);
    }

    private static EventModel read(String version, String object) {
        return EventModel.ofSnapshot(
                "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"charge.succeeded\",\"api_version\":\"%s\",\"data\":{\"object\":%s}}"
                        .formatted(version, object));
    }

    private static Charge charge(EventModel read) {
        return (Charge)
                ((Event) read.model()).getDataObjectDeserializer().getObject().orElseThrow();
    }
}
