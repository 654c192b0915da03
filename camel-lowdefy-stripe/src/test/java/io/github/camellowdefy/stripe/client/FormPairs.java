// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A form or a query as its decoded pairs. */
final class FormPairs {

    record Pair(String key, String value) {}

    private FormPairs() {}

    static List<Pair> decode(String form) {
        List<Pair> pairs = new ArrayList<>();
        for (String pair : form.isEmpty() ? new String[0] : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            pairs.add(new Pair(text(pair.substring(0, equals)), text(pair.substring(equals + 1))));
        }
        return pairs;
    }

    private static String text(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
