// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.Forms;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Filter;
import io.github.camellowdefy.stripe.sandbox.store.SearchQuery;
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

    /**
     * A page.
     *
     * @param next the token of the page that follows, or null
     * @param total how many objects there are on all pages, where they were counted
     */
    private record Page(ArrayNode data, String next, int total) {}

    /** A v2 list: {@code data, next_page_url, previous_page_url}. */
    static byte[] v2(Call call, String parent, Predicate<Stored> also, String... noFilters) {
        Shelf shelf = call.account().shelf(call.route().object());
        long bound = bound(call.params().text("page"));
        Filter filter = Filter.of(call.params()).without(noFilters);
        Iterator<Stored> stored =
                parent == null
                        ? shelf.newestBelow(bound)
                        : shelf.indexed(Shelf.PARENT, parent, bound, true);
        Page page = page(call, stored, also.and(filter::matches), false);
        ObjectNode json = Json.object();
        json.set("data", page.data());
        json.put("next_page_url", page.next() == null ? null : nextUrl(call, page.next()));
        return Json.write(json.putNull("previous_page_url"));
    }

    /**
     * A search, which lags behind as the real one does: {@code object: search_result, data,
     * has_more, next_page, url}, {@code total_count} when expanded.
     */
    static byte[] search(Call call) {
        Params params = call.params();
        String resource = Route.segments(call.route().template()).get(1);
        Predicate<JsonNode> query = SearchQuery.compile(resource, params.requireText("query"));
        long visible =
                call.clock().instant().minus(call.engine().settings().searchLag()).getEpochSecond();
        boolean counts = params.texts("expand").contains("total_count");
        long first = counts ? Long.MAX_VALUE : bound(params.text("page"));
        Page page =
                page(
                        call,
                        call.account().shelf(call.route().object()).newestBelow(first),
                        each -> each.created() <= visible && query.test(Json.read(each.json())),
                        counts);
        ObjectNode json = Json.object();
        json.put("object", "search_result").set("data", page.data());
        json.put("has_more", page.next() != null).put("next_page", page.next());
        json.put("url", call.path());
        return Json.write(counts ? json.put("total_count", page.total()) : json);
    }

    /** Walks as far as the page reaches, or through all that is wanted in order to count it. */
    private static Page page(
            Call call, Iterator<Stored> stored, Predicate<Stored> wanted, boolean counts) {
        int limit = Listing.limit(call.params());
        long bound = bound(call.params().text("page"));
        ArrayNode data = Json.array();
        long last = 0;
        int total = 0;
        boolean more = false;
        while (stored.hasNext() && (counts || !more)) {
            Stored next = stored.next();
            if (!wanted.test(next)) {
                continue;
            }
            total++;
            if (next.key() < bound && data.size() == limit) {
                more = true;
            } else if (next.key() < bound) {
                data.add(Json.read(next.json()));
                last = next.key();
            }
        }
        return new Page(data, more ? token(last) : null, total);
    }

    /** The token after which a page starts. */
    private static String token(long key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("k" + key).getBytes(StandardCharsets.US_ASCII));
    }

    /** The key a token stands for; the greatest without one; 400 for a token of others. */
    private static long bound(String token) {
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

    private static String nextUrl(Call call, String token) {
        StringBuilder url = new StringBuilder(call.path()).append('?');
        Forms.write(call.params().tree(), "page", url);
        return url.append("page=")
                .append(URLEncoder.encode(token, StandardCharsets.UTF_8))
                .toString();
    }
}
