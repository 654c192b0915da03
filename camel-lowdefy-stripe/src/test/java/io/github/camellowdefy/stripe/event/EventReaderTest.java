// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camellowdefy.stripe.webhook.Deliveries;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    @Test
    void readsASnapshot() {
        StripeEvent event = EventReader.read(Deliveries.named("snapshot").payload(), Envelope.NONE);

        assertThat(event.id()).isEqualTo("evt_3PxKj2LkdIwHu7ix0Q1w2e3r");
        assertThat(event.type()).isEqualTo("payment_intent.succeeded");
        assertThat(event.isThin()).isFalse();
        assertThat(event.created()).isEqualTo(Deliveries.NOW - 1);
        assertThat(event.account()).isNull();
        assertThat(event.apiVersion()).isEqualTo("2025-03-31.basil");
        assertThat(event.pendingWebhooks()).isEqualTo(1);
        assertThat(event.requestIdempotencyKey()).isEqualTo("4f1c2d3e-order-6735");
        assertThat(event.object().get("id")).isEqualTo("pi_3PxKj2LkdIwHu7ix0abcdef1");
    }

    @Test
    void givesPlainMapsWithTheTypesOfEveryOtherAnswer() {
        Map<?, ?> intent =
                EventReader.read(Deliveries.named("snapshot").payload(), Envelope.NONE).object();

        assertThat(intent.get("amount")).isEqualTo(2000L);
        assertThat(intent.get("huge")).isEqualTo(9007199254740991L);
        assertThat(intent.get("rate")).isEqualTo(0.0725);
        assertThat(intent.get("livemode")).isEqualTo(false);
        assertThat(intent.get("review")).isNull();
        assertThat(intent.get("payment_method_types")).isEqualTo(List.of("card", "link"));
        assertThat((String) intent.get("description")).contains("2 × Kaffee", "咖啡");
    }

    @Test
    void readsAThinEvent() {
        StripeEvent event =
                EventReader.read(Deliveries.named("thin event").payload(), Envelope.NONE);

        assertThat(event.type()).isEqualTo("v1.billing.meter.error_report_triggered");
        assertThat(event.isThin()).isTrue();
        assertThat(event.created()).isEqualTo(Deliveries.NOW - 1);
        assertThat(event.account()).isEqualTo("acct_1Connected");
        assertThat(event.apiVersion()).isNull();
        assertThat(event.pendingWebhooks()).isNull();
        assertThat(event.requestIdempotencyKey()).isEqualTo("k-1");
        assertThat(event.object().get("type")).isEqualTo("billing.meter");
    }

    @Test
    void readsTheRequestOfOldApiVersionsWhichIsOnlyAnId() {
        StripeEvent event =
                read(
                        "{\"id\":\"evt_1\",\"object\":\"event\",\"request\":\"req_1\"}",
                        Envelope.NONE);

        assertThat(event.requestIdempotencyKey()).isNull();
    }

    @Test
    void findsTheEventInAnEnvelopeWhenToldSo() {
        String event = "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"charge.refunded\"}";
        String bridge =
                "{\"id\":\"7bf7\",\"source\":\"aws.partner/stripe.com\",\"detail\":" + event + "}";
        String grid = "{\"specversion\":\"1.0\",\"id\":\"9ae\",\"data\":" + event + "}";

        assertThat(read(bridge, Envelope.EVENT_BRIDGE).id()).isEqualTo("evt_1");
        assertThat(read(grid, Envelope.EVENT_GRID).id()).isEqualTo("evt_1");
        assertThat(read('[' + grid + ']', Envelope.EVENT_GRID).id()).isEqualTo("evt_1");
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> read(bridge, Envelope.NONE));
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> read(event, Envelope.EVENT_BRIDGE))
                .withMessage("The payload is not an envelope: it holds no object under detail.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"evt_1\" | is not JSON: it breaks off or goes wrong at line 1",
                "{\"id\":\"evt_1\",\"object\":\"event\"} x | is not JSON",
                "'' | is not JSON",
                "null | is not a JSON object",
                "42 | is not a JSON object",
                "[{\"id\":\"evt_1\",\"object\":\"event\"}] | is not a JSON object",
                "{} | has no id",
                "{\"id\":\" \",\"object\":\"event\"} | has no id",
                "{\"id\":7,\"object\":\"event\"} | has no id",
                "{\"id\":\"cus_1\",\"object\":\"customer\"} | neither event nor v2.core.event",
                "{\"id\":\"evt_1\"} | neither event nor v2.core.event",
                "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":7} | type of the event is not text",
            })
    void refusesWhatIsNoEvent(String payload, String reason) {
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> read(payload, Envelope.NONE))
                .withMessageContaining(reason)
                .satisfies(
                        refusal -> assertThat(refusal.toString()).doesNotContain("evt_1", "cus_1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16LE", "UTF-16BE", "UTF-32BE"})
    void refusesOtherEncodingsThanUtf8(String charset) {
        byte[] payload =
                "{\"id\":\"evt_1\",\"object\":\"event\",\"note\":\"Käse\"}"
                        .getBytes(Charset.forName(charset));

        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventReader.read(payload, Envelope.NONE))
                .withMessage("The payload is not text in UTF-8.");
    }

    @Test
    void acceptsTheReplacementCharacterWhereItWasSent() {
        assertThat(read("{\"id\":\"evt_\uFFFD\",\"object\":\"event\"}", Envelope.NONE).id())
                .isEqualTo("evt_\uFFFD");
    }

    @Test
    void refusesWritingThatIsTooLongForItsCharacterAndLoneSurrogates() {
        for (byte[] bytes :
                List.of(
                        new byte[] {(byte) 0xC0, (byte) 0xAF},
                        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            byte[] payload =
                    ("{\"id\":\"evt_1\",\"object\":\"event\",\"note\":\"" + text + "\"}")
                            .getBytes(StandardCharsets.ISO_8859_1);

            assertThatExceptionOfType(InvalidEventException.class)
                    .isThrownBy(() -> EventReader.read(payload, Envelope.NONE))
                    .withMessage("The payload is not text in UTF-8.");
        }
    }

    @ParameterizedTest
    @EnumSource(Envelope.class)
    void refusesDeepNestingWithoutOverflow(Envelope envelope) {
        byte[] payload = ("{\"id\":" + "[".repeat(200_000)).getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventReader.read(payload, envelope));
    }

    private static StripeEvent read(String payload, Envelope envelope) {
        return EventReader.read(payload.getBytes(StandardCharsets.UTF_8), envelope);
    }
}
