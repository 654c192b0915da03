// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.store.SearchQuery;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.util.Iterator;
import java.util.function.Predicate;

/** Searches: Stripe's query language over a shelf, lagging behind as the real one does. */
final class Search {

    private Search() {}

    /** {@code object: search_result, data, has_more, next_page, url}, total_count when expanded. */
    static byte[] page(Call call) {
        Params params = call.params();
        String resource = Route.segments(call.route().template()).get(1);
        Predicate<JsonNode> query = SearchQuery.compile(resource, params.requireText("query"));
        int limit = Listing.limit(params);
        long visible = call.clock().instant().minus(call.engine().searchLag()).getEpochSecond();
        boolean counts = params.texts("expand").contains("total_count");
        long bound = Pages.bound(params.text("page"));
        ArrayNode data = Json.array();
        long last = 0;
        boolean more = false;
        int total = 0;
        Iterator<Stored> stored =
                call.account()
                        .shelf(call.route().object())
                        .newestBelow(counts ? Long.MAX_VALUE : bound);
        while (stored.hasNext() && (counts || !more)) {
            Stored next = stored.next();
            if (next.created() > visible) {
                continue;
            }
            JsonNode tree = Json.read(next.json());
            if (!query.test(tree)) {
                continue;
            }
            total++;
            if (next.key() < bound && !more) {
                more = data.size() == limit;
                if (!more) {
                    data.add(tree);
                    last = next.key();
                }
            }
        }
        ObjectNode page = Json.object();
        page.put("object", "search_result").set("data", data);
        page.put("has_more", more);
        page.put("next_page", more ? Pages.token(last) : null);
        page.put("url", call.path());
        if (counts) {
            page.put("total_count", total);
        }
        return Json.write(page);
    }
}
