// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Parameters of v1 bodies and of every query, character by character as the Node client's. */
final class FormEncoder extends ParamFlattener {

    static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    private final StringBuilder out;
    private boolean first = true;

    private FormEncoder(StringBuilder out) {
        this.out = out;
    }

    static WireBody body(Map<?, ?> params) {
        StringBuilder out = new StringBuilder(256);
        append(out, params);
        return new BytesBody(CONTENT_TYPE, out.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Appends {@code a=1&b[0]=2}, nothing but ASCII. */
    static void append(StringBuilder out, Map<?, ?> params) {
        new FormEncoder(out).flatten(params);
    }

    @Override
    void text(CharSequence key, String text) {
        if (!first) {
            out.append('&');
        }
        first = false;
        encode(key, key);
        out.append('=');
        encode(text, key);
    }

    @Override
    void file(CharSequence key, Object file) {
        throw Upload.notHere(key, file);
    }

    private void encode(CharSequence text, CharSequence key) {
        if (!PercentEncoding.appendForm(out, text)) {
            throw ParamCheck.halfCharacter(key);
        }
    }
}
