// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The name of a value's kind in a sentence. */
public final class Kind {

    private Kind() {}

    public static String of(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof CharSequence) {
            return "text";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof byte[] || value instanceof InputStream) {
            return "bytes";
        }
        if (value instanceof File || value instanceof Path) {
            return "a file";
        }
        return "a value of " + value.getClass().getName();
    }
}
