// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.Forms;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Filter;
import io.github.camellowdefy.stripe.sandbox.store.Shelf;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.function.Predicate;

/** Pages that are walked by a token rather than by an id: v2 lists and searches. */
final class Pages {

    private Pages() {}

    /** A v2 list: {@code data, next_page_url, previous_page_url}. */
    static byte[] v2(Call call, String parent, Predicate<Stored> also, String... noFilters) {
        int limit = Listing.limit(call.params());
        Shelf shelf = call.account().shelf(call.route().object());
        long bound = bound(call.params().text("page"));
        Filter filter = Filter.of(call.params()).without(noFilters);
        Iterator<Stored> stored =
                parent == null
                        ? shelf.newestBelow(bound)
                        : shelf.indexed(Shelf.PARENT, parent, bound, true);
        ObjectNode page = Json.object();
        ArrayNode data = page.putArray("data");
        long last = 0;
        boolean more = false;
        while (stored.hasNext() && !more) {
            Stored next = stored.next();
            if (also.test(next) && filter.matches(next)) {
                more = data.size() == limit;
                if (!more) {
                    data.add(Json.read(next.json()));
                    last = next.key();
                }
            }
        }
        page.put("next_page_url", more ? nextUrl(call, last) : null);
        page.putNull("previous_page_url");
        return Json.write(page);
    }

    /** The token after which a page starts. */
    static String token(long key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("k" + key).getBytes(StandardCharsets.US_ASCII));
    }

    /** The key a token stands for; the greatest without one; 400 for a token of others. */
    static long bound(String token) {
        if (token == null) {
            return Long.MAX_VALUE;
        }
        try {
            byte[] key = Base64.getUrlDecoder().decode(token);
            return Long.parseLong(new String(key, 1, key.length - 1, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw StripeError.invalid("Invalid page token: '" + token + "'").param("page");
        }
    }

    private static String nextUrl(Call call, long last) {
        StringBuilder url = new StringBuilder(call.path()).append('?');
        Forms.write(call.params().tree(), "page", url);
        return url.append("page=")
                .append(URLEncoder.encode(token(last), StandardCharsets.UTF_8))
                .toString();
    }
}
