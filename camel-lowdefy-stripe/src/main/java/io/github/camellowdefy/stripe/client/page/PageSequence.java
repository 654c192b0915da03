// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.ApiPath;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.page.Page.Item;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How one page leads to the next, by <a href="https://docs.stripe.com/api/pagination">Stripe's
 * rules</a>: v1 lists by the id of their last item, searches by a token, v2 lists by a URL. Pure.
 */
final class PageSequence {

    private static final int LARGEST_PAGE = 100;

    private final StripeCall first;
    private final boolean backward;

    /**
     * @param call a list, search or v2 list operation; with {@code ending_before} it is walked
     *     towards newer items
     * @param maxItems the most items to read, or {@link Long#MAX_VALUE}
     */
    PageSequence(StripeCall call, long maxItems) {
        if (!call.operation().kind().paged()) {
            throw new IllegalArgumentException(
                    call.operation().name()
                            + " answers with one object; only a list or a search has pages.");
        }
        Map<String, Object> params = new LinkedHashMap<>(call.params());
        params.putIfAbsent("limit", Math.min(LARGEST_PAGE, maxItems));
        this.first = call.with(params);
        this.backward = params.get("ending_before") != null;
    }

    StripeCall first() {
        return first;
    }

    /** The items of a page in the order of the walk. */
    List<Item> inOrder(Page page) {
        if (!backward) {
            return page.items();
        }
        List<Item> reversed = new ArrayList<>(page.items());
        Collections.reverse(reversed);
        return reversed;
    }

    /** Whether another page follows. */
    boolean goesOn(Page page) {
        return first.operation().kind() == OperationKind.V2LIST
                ? page.nextPageUrl() != null
                : page.hasMore();
    }

    /** The cursor the walk starts at, or null for the beginning of the list. */
    String start() {
        return Stream.of("starting_after", "ending_before", "page")
                .map(first.params()::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse(null);
    }

    /**
     * The cursor that leads to the page after this one.
     *
     * @throws PageWalkException when the page names none that may be followed
     */
    String cursor(Page page) {
        return switch (first.operation().kind()) {
            case LIST -> lastId(page);
            case SEARCH -> {
                if (page.nextPage() == null) {
                    throw stuck("next_page does not say where");
                }
                yield page.nextPage();
            }
            default -> {
                if (!leadsOn(page.nextPageUrl())) {
                    throw stuck(
                            "next_page_url is %s, which is no path of the API"
                                    .formatted(Excerpt.of(page.nextPageUrl())));
                }
                yield page.nextPageUrl();
            }
        };
    }

    private String lastId(Page page) {
        if (page.isEmpty()) {
            throw stuck("the page holds no item to go on after");
        }
        List<Item> items = inOrder(page);
        String id = items.get(items.size() - 1).id();
        if (id == null) {
            throw stuck("the last item of the page has no id to go on after");
        }
        return id;
    }

    /** The key never follows a link to another host or out of the version. */
    private boolean leadsOn(String url) {
        return ApiPath.isAllowed(url)
                && url.regionMatches(0, first.operation().path(), 0, "/v2/".length());
    }

    /** The failure of a walk that cannot continue, though Stripe says that there are more pages. */
    PageWalkException stuck(String why) {
        return new PageWalkException(
                "%s cannot be read on: Stripe says that more items follow, but %s."
                        .formatted(first.operation().name(), why));
    }

    /**
     * The call for the page after this one.
     *
     * @param back how many items before the page's last one to start after: more than 0 when the
     *     last ones have vanished meanwhile
     * @return null when there is no item to start after
     */
    StripeCall next(Page page, int back) {
        return switch (first.operation().kind()) {
            case LIST -> after(inOrder(page), back);
            case SEARCH -> back > 0 ? null : with("page", page.nextPage());
            default -> back > 0 ? null : at(page.nextPageUrl());
        };
    }

    private StripeCall after(List<Item> items, int back) {
        int index = items.size() - 1 - back;
        if (index < 0 || items.get(index).id() == null) {
            return null;
        }
        return with(backward ? "ending_before" : "starting_after", items.get(index).id());
    }

    private StripeCall with(String param, Object value) {
        Map<String, Object> params = new LinkedHashMap<>(first.params());
        params.put(param, value);
        return first.with(params);
    }

    private StripeCall at(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        Map<String, Object> params = new LinkedHashMap<>();
        if (query >= 0) {
            for (String pair : target.substring(query + 1).split("&")) {
                int equals = pair.indexOf('=');
                params.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        Operation operation = first.operation();
        return new StripeCall(
                new Operation(
                        operation.verb(),
                        operation.base(),
                        operation.kind(),
                        path,
                        operation.nodeNames(),
                        operation.javaNames()),
                List.of(),
                params,
                first.options());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
