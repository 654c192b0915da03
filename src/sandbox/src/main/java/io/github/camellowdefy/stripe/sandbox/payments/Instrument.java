// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A card or bank account of Stripe's test numbers and what it does. The fingerprint, which payment
 * methods and cards show, names it.
 *
 * @param type {@code card}, {@code us_bank_account} or {@code sepa_debit}
 * @param name the part after {@code pm_card_} or {@code tok_}
 * @param brand of the card, or the bank
 * @param decline what every charge ends with, or null
 * @param attachable whether it can be saved to a customer
 * @param authentication {@code always}, {@code on_session} (off session it is exempt), {@code
 *     unless_set_up}, or null for never
 * @param afterwards what follows a charge, such as {@code dispute:fraudulent}, or null
 */
record Instrument(
        String type,
        String name,
        String number,
        String brand,
        String country,
        String funding,
        Decline decline,
        boolean attachable,
        String authentication,
        String afterwards) {

    private static final Map<String, String> FINGERPRINTS = new ConcurrentHashMap<>();

    /** In place of a number. */
    private static final String REDIRECTING = "0000";

    static Instrument of(String... row) {
        return new Instrument(
                row[0],
                row[1],
                row[2],
                row[3],
                row[4],
                row[5],
                Decline.of(row[6]),
                row[7].equals("yes"),
                Tsv.value(row[8]),
                Tsv.value(row[9]));
    }

    /** A method of another type: the buyer is sent to its page and then pays. */
    static Instrument redirecting(String type) {
        return new Instrument(type, type, REDIRECTING, type, "US", "-", null, true, "always", null);
    }

    boolean isRedirecting() {
        return number.equals(REDIRECTING);
    }

    boolean isCard() {
        return type.equals("card");
    }

    /** Whether the bank answers later. */
    boolean isDelayed() {
        return type.equals("us_bank_account") || type.equals("sepa_debit");
    }

    /** 402 for a method that cannot be saved to a customer. */
    void requireAttachable() {
        if (!attachable) {
            throw decline.error();
        }
    }

    String last4() {
        return number.substring(number.length() - 4);
    }

    /** Sixteen letters and digits, the same for the same number. */
    String fingerprint() {
        return FINGERPRINTS.computeIfAbsent(number, Instrument::fingerprint);
    }

    static String fingerprint(String number) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < number.length(); i++) {
            hash = (hash ^ number.charAt(i)) * 0x100000001b3L;
        }
        String letters = Long.toUnsignedString(hash, 36) + Long.toUnsignedString(hash * 31, 36);
        return letters.substring(0, 16);
    }

    /** Whether the customer must be asked, who is there or not. */
    boolean asksFor(boolean offSession, boolean setUp) {
        if (authentication == null) {
            return false;
        }
        return switch (authentication) {
            case "on_session" -> !offSession;
            case "unless_set_up" -> !(offSession && setUp);
            default -> true;
        };
    }

    /** What payment methods and charges show of it. */
    ObjectNode facts() {
        ObjectNode facts = Json.object().put("type", type).put("brand", brand);
        facts.put("country", country).put("funding", funding);
        return facts.put("fingerprint", fingerprint()).put("last4", last4());
    }

    /** Asks the buyer by a redirect, or by the work of Stripe.js without a way back. */
    void ask(Changes changes, ObjectNode intent, String returnUrl) {
        String url = changes.engine().base() + "/pay/bank/" + Json.id(intent);
        String way = returnUrl == null && isCard() ? "use_stripe_sdk" : "redirect_to_url";
        ObjectNode facts = Json.object("return_url", returnUrl, "url", url);
        intent.put("status", "requires_action")
                .set("next_action", Shapes.of("next_action." + way, facts));
        changes.update(intent, "requires_action");
        changes.note(intent, "return_url", returnUrl);
    }

    /** The part after the colon of what follows, when it is of this kind; else null. */
    String afterwards(String kind) {
        return afterwards != null && afterwards.startsWith(kind + ':')
                ? afterwards.substring(kind.length() + 1)
                : null;
    }

    /** The checks a charge shows; null where the buyer gave nothing to check. */
    ObjectNode checks(boolean address, boolean postalCode, boolean cvc) {
        String all = afterwards("avs");
        String line1 = first(afterwards("line1"), all);
        String zip = first(afterwards("zip"), all);
        ObjectNode checks = Json.object();
        checks.put("address_line1_check", address ? first(line1, "pass") : null);
        checks.put("address_postal_code_check", postalCode ? first(zip, "pass") : null);
        checks.put("cvc_check", cvc ? first(afterwards("cvc"), "pass") : null);
        return checks;
    }

    private static String first(String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
