// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All of {@code instruments.tsv}, by number, by the names Stripe gives them, by fingerprint. */
final class Instruments {

    private static final String BRAND = "visa_";
    private static final Map<String, Instrument> BY_NUMBER = new HashMap<>();
    private static final Map<String, Instrument> BY_NAME = new HashMap<>();
    private static final Map<String, Instrument> BY_FINGERPRINT = new HashMap<>();

    static {
        List<Instrument> all =
                Tsv.read(Instruments.class, "instruments.tsv").stream()
                        .map(Instrument::of)
                        .toList();
        for (Instrument each : all) {
            BY_NUMBER.putIfAbsent(each.number(), each);
            BY_FINGERPRINT.putIfAbsent(each.fingerprint(), each);
            BY_NAME.putIfAbsent(each.name(), each);
        }
        // Stripe has many a name with and without the brand: pm_card_(visa_)chargeDeclined
        for (Instrument each : all) {
            boolean branded = each.name().startsWith(BRAND);
            BY_NAME.putIfAbsent(
                    branded ? each.name().substring(BRAND.length()) : BRAND + each.name(), each);
        }
    }

    private Instruments() {}

    /** The instrument of this number, or null. */
    static Instrument ofNumber(String number) {
        return BY_NUMBER.get(number);
    }

    /** The one that {@code pm_card_visa} or {@code pm_usBankAccount_success} names, or null. */
    static Instrument ofMethodName(String id) {
        if (id.startsWith("pm_card_")) {
            return BY_NAME.get(id.substring("pm_card_".length()));
        }
        Instrument other = id.startsWith("pm_") ? BY_NAME.get(id.substring(3)) : null;
        return other == null || other.isCard() ? null : other;
    }

    /** The one that {@code tok_visa} names, or null. */
    static Instrument ofTokenName(String id) {
        return id.startsWith("tok_") ? BY_NAME.get(id.substring("tok_".length())) : null;
    }

    /** The one behind a payment method or a card. */
    static Instrument of(ObjectNode method) {
        JsonNode part = method.path(method.path("type").asText());
        String fingerprint = Json.text(part.isObject() ? part : method, "fingerprint");
        Instrument found = fingerprint == null ? null : BY_FINGERPRINT.get(fingerprint);
        return found == null ? Instrument.redirecting(method.path("type").asText()) : found;
    }
}
