// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Filter;
import io.github.camellowdefy.stripe.sandbox.store.Shelf;
import io.github.camellowdefy.stripe.sandbox.store.ShownLists;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Pages of a shelf, newest first. The order is kept by the store, so a page costs its own length,
 * whatever the number of objects.
 */
final class Listing {

    private static final int DEFAULT_LIMIT = 10;

    private Listing() {}

    /** One page as JSON: {@code object, data, has_more, url}. */
    static byte[] page(
            Call call, String object, String parent, Predicate<Stored> also, String... noFilters) {
        Params params = call.params();
        int limit = limit(params);
        Shelf shelf = call.account().shelf(object);
        Filter filter = Filter.of(params).without(noFilters);
        String after = params.text("starting_after");
        String before = params.text("ending_before");
        StripeError.refuseIf(after != null && before != null, "both_cursors");
        boolean forward = before == null;
        long bound =
                !forward
                        ? cursor(shelf, object, before, "ending_before")
                        : after == null
                                ? Long.MAX_VALUE
                                : cursor(shelf, object, after, "starting_after");
        bound = forward ? Math.min(bound, filter.createdBound()) : bound;
        String owner = call.route().parent();
        String parentField = owner == null ? Shelf.PARENT : Names.parentField(owner);
        Iterator<Stored> candidates =
                candidates(shelf, filter, parent, parentField, bound, forward);
        List<Stored> found = new ArrayList<>(limit + 1);
        while (candidates.hasNext() && found.size() <= limit) {
            Stored next = candidates.next();
            if (forward && next.created() < filter.createdFloor()) {
                break;
            }
            if (filter.matches(next) && also.test(next)) {
                found.add(next);
            }
        }
        boolean more = found.size() > limit;
        if (more) {
            found.remove(limit);
        }
        if (!forward) {
            Collections.reverse(found);
        }
        Iterator<Stored> all =
                counts(params)
                        ? candidates(shelf, filter, parent, parentField, Long.MAX_VALUE, true)
                        : Collections.emptyIterator();
        long count = 0;
        while (all.hasNext()) {
            Stored next = all.next();
            count += filter.matches(next) && also.test(next) ? 1 : 0;
        }
        return render(found, more, call.path(), counts(params) ? count : null);
    }

    /** Whether a page tells how many there are on all of them. */
    private static boolean counts(Params params) {
        return params.texts("include").contains("total_count");
    }

    /** One page of objects that are kept together, in their own order. */
    static ObjectNode page(Call call, ArrayNode all) {
        int limit = limit(call.params());
        String after = call.params().text("starting_after");
        String before = call.params().text("ending_before");
        StripeError.refuseIf(after != null && before != null, "both_cursors");
        int from = after == null ? 0 : place(call, all, after, "starting_after") + 1;
        int to = before == null ? all.size() : place(call, all, before, "ending_before");
        boolean more = to - from > limit;
        if (more) {
            from = before == null ? from : to - limit;
            to = from + limit;
        }
        ObjectNode page = Json.object().put("object", "list");
        ArrayNode data = page.putArray("data");
        for (int i = from; i < to; i++) {
            data.add(all.get(i));
        }
        if (counts(call.params())) {
            page.put("total_count", all.size());
        }
        return page.put("has_more", more).put("url", call.path());
    }

    private static int place(Call call, ArrayNode all, String id, String param) {
        for (int i = 0; i < all.size(); i++) {
            if (id.equals(Json.id(all.get(i)))) {
                return i;
            }
        }
        throw StripeError.noSuchReference(Names.spoken(call.route().object()), id, param);
    }

    /** 1 to 100; 400 with Stripe's words for anything else. */
    static int limit(Params params) {
        long limit = params.has("limit") ? params.requirePositive("limit") : DEFAULT_LIMIT;
        StripeError.refuseIf(limit > 100, "limit_above_100", limit);
        return (int) limit;
    }

    private static Iterator<Stored> candidates(
            Shelf shelf,
            Filter filter,
            String parent,
            String parentField,
            long bound,
            boolean forward) {
        if (parent != null) {
            // payment methods are listed under their customer without having been made there
            boolean born = shelf.indexed(Shelf.PARENT, parent, Long.MAX_VALUE, true).hasNext();
            return shelf.indexed(born ? Shelf.PARENT : parentField, parent, bound, forward);
        }
        String field = filter.indexedField();
        if (field != null) {
            return shelf.indexed(field, filter.value(field), bound, forward);
        }
        return forward ? shelf.newestBelow(bound) : shelf.oldestAbove(bound);
    }

    private static long cursor(Shelf shelf, String object, String id, String param) {
        Stored stored = shelf.get(id);
        if (stored == null) {
            throw StripeError.noSuchReference(Names.spoken(object), id, param);
        }
        return stored.key();
    }

    /** The stored bytes are copied as they are; nothing is parsed for a plain page. */
    static byte[] render(List<Stored> found, boolean more, String url, Long count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 + found.size() * 1024);
        out.writeBytes(ascii("{\"object\":\"list\",\"data\":["));
        for (int i = 0; i < found.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(ShownLists.shown(found.get(i).json()));
        }
        out.writeBytes(ascii("],\"has_more\":" + more + ",\"url\":"));
        out.writeBytes(Json.write(Json.object().textNode(url)));
        out.writeBytes(ascii(count == null ? "}" : ",\"total_count\":" + count + '}'));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
