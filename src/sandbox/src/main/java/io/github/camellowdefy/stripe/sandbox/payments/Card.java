// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A card as a buyer gives it.
 *
 * @param cvc whether its security code was given
 */
record Card(Instrument instrument, int expMonth, int expYear, boolean cvc) {

    /** What a legacy card tells of its holder. */
    static final String[] HOLDER =
            ("name address_line1 address_line2 address_city address_state address_zip"
                            + " address_country")
                    .split(" ");

    private static final Map<String, String> DISPLAY = Tsv.texts(Card.class);

    /** One of Stripe's test names; valid for a year. */
    static Card named(Instrument instrument, long now) {
        YearMonth today = month(now);
        return new Card(instrument, today.getMonthValue(), today.getYear() + 1, true);
    }

    /** The card behind a stored token's or source's JSON. */
    static Card stored(ObjectNode card) {
        return new Card(
                Instruments.of(card),
                (int) Json.number(card, "exp_month"),
                (int) Json.number(card, "exp_year"),
                Json.text(card, "cvc_check") != null);
    }

    /** A card by number; 402 in Stripe's words where something about it is wrong. */
    static Card typed(Params card, long now) {
        String number = card.requireText("number").replaceAll("[ -]", "");
        long month = card.requireInteger("exp_month");
        long year = card.requireInteger("exp_year");
        refuseIf(!number.matches("\\d+"), "card_number_invalid");
        refuseIf(!number.matches("\\d{12,19}") || !passesLuhn(number), "card_number_incorrect");
        refuseIf(month < 1 || month > 12, "expiry_month_invalid");
        long fullYear = year < 100 ? 2000 + year : year;
        YearMonth today = month(now);
        refuseIf(
                fullYear < today.getYear() || fullYear > today.getYear() + 50,
                "expiry_year_invalid");
        YearMonth last = YearMonth.of((int) fullYear, (int) month);
        refuseIf(last.isBefore(today), "expiry_month_invalid");
        String cvc = card.text("cvc");
        refuseIf(cvc != null && !cvc.matches("\\d{3,4}"), "cvc_invalid");
        Instrument instrument = Instruments.ofNumber(number);
        if (instrument == null || !instrument.isCard()) {
            throw Decline.of("test_mode_live_card").error();
        }
        return new Card(instrument, (int) month, (int) fullYear, cvc != null);
    }

    /** The {@code card} of a payment method. */
    ObjectNode methodPart() {
        return Shapes.of("method.card", facts());
    }

    /** Fills a legacy {@code card} object. */
    void describe(ObjectNode card) {
        String brand = DISPLAY.getOrDefault(instrument.brand(), instrument.brand());
        card.setAll(Shapes.of("card", facts().put("display_brand", brand)));
    }

    /** A legacy {@code card} object, not stored. */
    ObjectNode draft(Changes changes) {
        ObjectNode card = changes.draft("card");
        card.remove(List.of("created", "livemode"));
        describe(card);
        return card;
    }

    private ObjectNode facts() {
        ObjectNode facts = instrument.facts().put("exp_month", expMonth).put("exp_year", expYear);
        return facts.set("checks", instrument.checks(false, false, cvc));
    }

    private static YearMonth month(long now) {
        return YearMonth.from(Instant.ofEpochSecond(now).atZone(ZoneOffset.UTC));
    }

    private static boolean passesLuhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
