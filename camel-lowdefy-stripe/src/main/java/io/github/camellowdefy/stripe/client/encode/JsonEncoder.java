// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Bodies of v2. Null stays null; dates are Unix seconds as text, as the Node client sends them;
 * whole numbers have no fraction.
 */
final class JsonEncoder {

    static final String CONTENT_TYPE = "application/json";
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;
    private final StringBuilder key = new StringBuilder(48);
    private int depth;
    private long characters;

    private JsonEncoder(JsonGenerator out) {
        this.out = out;
    }

    static WireRequest.Body body(Map<?, ?> params) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            new JsonEncoder(out).object(params);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WireRequest.Bytes(CONTENT_TYPE, bytes.toByteArray());
    }

    private void object(Map<?, ?> map) throws IOException {
        enter();
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            int length = key.length();
            key.append(length == 0 ? "" : ".").append(name);
            out.writeFieldName(ParamCheck.whole(name, key));
            characters += name.length();
            value(ParamValue.plain(entry.getValue(), key));
            key.setLength(length);
        }
        out.writeEndObject();
        depth--;
    }

    private void array(Iterable<?> items) throws IOException {
        enter();
        out.writeStartArray();
        int index = 0;
        for (Object item : items) {
            int length = key.length();
            key.append('[').append(index++).append(']');
            value(ParamValue.plain(item, key));
            key.setLength(length);
        }
        out.writeEndArray();
        depth--;
    }

    private void enter() {
        if (depth++ > ParamCheck.MAX_DEPTH) {
            throw ParamCheck.tooDeep(key);
        }
    }

    private void value(Object plain) throws IOException {
        characters += plain instanceof String text ? text.length() + 1 : 1;
        if (characters > ParamCheck.MAX_CHARACTERS) {
            throw ParamCheck.tooLong(key);
        }
        if (plain == null) {
            out.writeNull();
        } else if (plain instanceof String text) {
            out.writeString(ParamCheck.whole(text, key));
        } else if (plain instanceof Number number) {
            out.writeNumber(ParamValue.number(number, key));
        } else if (plain instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (plain instanceof Map<?, ?> map) {
            object(map);
        } else if (ParamValue.isBinary(plain)) {
            throw Upload.notHere(key, plain);
        } else {
            array((Iterable<?>) plain);
        }
    }
}
