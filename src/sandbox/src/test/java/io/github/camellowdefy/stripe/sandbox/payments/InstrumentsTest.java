// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentsTest {

    private static final long NOW = 1_790_000_000L;

    private final List<Instrument> all =
            Tsv.read(Instruments.class, "instruments.tsv").stream().map(Instrument::of).toList();

    @Test
    void everyCardNumberIsOneACardCouldHave() {
        for (Instrument each : all) {
            if (each.isCard()) {
                assertThat(Card.typed(card(each.number()), NOW).instrument().number())
                        .isEqualTo(each.number());
            }
        }
    }

    @Test
    void everyNameIsThereOnceAndLeadsToItsInstrument() {
        assertThat(all).extracting(Instrument::name).doesNotHaveDuplicates();
        for (Instrument each : all) {
            String id = (each.isCard() ? "pm_card_" : "pm_") + each.name();
            assertThat(Instruments.ofMethodName(id)).isEqualTo(each);
        }
    }

    @Test
    void aFingerprintNamesANumber() {
        assertThat(all.stream().map(Instrument::fingerprint).distinct().count())
                .isEqualTo(all.stream().map(Instrument::number).distinct().count());
        assertThat(all).extracting(Instrument::fingerprint).allMatch(f -> f.length() == 16);
    }

    @Test
    void everyDeclineOfTheTableIsKnown() {
        Tsv.read(Instruments.class, "instruments.tsv").stream()
                .map(row -> row[6])
                .filter(name -> !name.equals("-"))
                .forEach(name -> assertThat(Decline.of(name)).as(name).isNotNull());
    }

    private static Params card(String number) {
        ObjectNode card = Json.object();
        card.put("number", number).put("exp_month", "12").put("exp_year", "2050");
        return new Params(card);
    }
}
