/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What Java programs put into parameters, as one of the few kinds of values the wire knows. */
final class ParamValue {

    /** Stands for a parameter that is not there: an empty {@link Optional}. */
    static final Object ABSENT = new Object();

    /** Deeper nesting than any parameter of Stripe has; what gets here most likely holds itself. */
    static final int MAX_DEPTH = 64;

    private static final int MAX_WRAPPERS = 8;

    private ParamValue() {}

    /**
     * One of: null, {@link #ABSENT}, {@link String}, {@link Boolean}, {@link Number}, {@link Map},
     * {@link Iterable}, or what {@link #isBinary} tells.
     *
     * @param key names the parameter when it has to be refused
     */
    static Object plain(Object value, CharSequence key) {
        Object plain = value;
        for (int i = 0; i < MAX_WRAPPERS; i++) {
            if (isPlain(plain)) {
                return plain;
            }
            Object turned = ParamRules.apply(plain, key);
            if (turned == plain) {
                return plain;
            }
            plain = turned;
        }
        throw refused(key, "is wrapped too often", "give the value itself");
    }

    /** Whether a value is bytes, which only a file parameter can take. */
    static boolean isBinary(Object plain) {
        return plain instanceof byte[]
                || plain instanceof InputStream
                || plain instanceof File
                || plain instanceof Path;
    }

    /** The text of a key of a nested map. */
    static String key(Object key, CharSequence parent) {
        if (key instanceof String text) {
            return text;
        }
        Object plain = key instanceof Enum<?> ? plain(key, parent) : key;
        if (plain == null) {
            throw refused(parent, "has a key that is null", "give every key a name");
        }
        return plain instanceof Number number ? number(number, parent) : plain.toString();
    }

    /** The text of a number. */
    static String number(Number number, CharSequence key) {
        String text = NumberText.of(number);
        if (text == null) {
            throw refused(
                    key,
                    "is " + abbreviate(number.toString()),
                    "give a finite number, or null to unset the parameter");
        }
        return text;
    }

    /** Refuses nesting without an end. */
    static void checkDepth(int depth, CharSequence key) {
        if (depth > MAX_DEPTH) {
            throw refused(
                    key,
                    "is nested deeper than " + MAX_DEPTH + " levels",
                    "check whether a map or list holds itself");
        }
    }

    /** The same text, refused when it holds half of a character. */
    static String whole(String text, CharSequence key) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)
                    && (++i == text.length() || !Character.isSurrogatePair(c, text.charAt(i)))) {
                throw halfCharacter(key);
            }
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
        return new InvalidStripeCallException(name(key) + ' ' + read + "; " + fix);
    }

    private static boolean isPlain(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof Map
                || value instanceof Collection
                || value == ABSENT;
    }

    static String name(CharSequence key) {
        return key.length() == 0 ? "The parameters object" : abbreviate(key.toString());
    }

    private static String abbreviate(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
