// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.body.Excerpt;

/** Refuses parameters that have no encoding, by their name and with a way out. */
final class ParamCheck {

    /** Deeper nesting than any parameter of Stripe has; a deeper map most likely holds itself. */
    static final int MAX_DEPTH = 64;

    /** More than any request takes; parameters that get here most likely do not end. */
    static final int MAX_CHARACTERS = 4 << 20;

    private ParamCheck() {}

    static InvalidStripeCallException tooDeep(CharSequence key) {
        return refused(
                key,
                "is nested deeper than " + MAX_DEPTH + " levels",
                "check whether a map or list holds itself");
    }

    static InvalidStripeCallException tooLong(CharSequence key) {
        return refused(
                key,
                "makes the parameters longer than %,d characters".formatted(MAX_CHARACTERS),
                "send them in parts");
    }

    /** The same text, refused when it holds half of a character. */
    static String whole(String text, CharSequence key) {
        if (!Excerpt.isWhole(text)) {
            throw halfCharacter(key);
        }
        return text;
    }

    static InvalidStripeCallException halfCharacter(CharSequence key) {
        return refused(
                key,
                "holds half of a character (an unpaired surrogate)",
                "give the whole text, it cannot be encoded like this");
    }

    static InvalidStripeCallException refused(CharSequence key, String read, String fix) {
        return new InvalidStripeCallException(Excerpt.plain(key) + ' ' + read + "; " + fix + '.');
    }
}
