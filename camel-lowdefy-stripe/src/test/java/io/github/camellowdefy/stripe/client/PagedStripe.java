// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.InvalidRequestException;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import io.github.camellowdefy.stripe.client.answer.CallSender;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.http.TimeBounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A list as Stripe keeps and pages it, newest first, in memory. What may happen between two pages
 * happens in {@link #beforeAnswer}.
 */
public final class PagedStripe implements CallSender {

    private static final ObjectMapper JSON = new ObjectMapper();

    public final List<Map<String, Object>> newestFirst = new ArrayList<>();
    public final List<StripeCall> calls = new ArrayList<>();
    public Consumer<Integer> beforeAnswer = number -> {};

    public static PagedStripe holding(int items) {
        PagedStripe stripe = new PagedStripe();
        for (int i = 0; i < items; i++) {
            stripe.add("cus_" + i, 1_700_000_000L + i);
        }
        return stripe;
    }

    public static StripeCall call(String name, Map<String, Object> params) {
        return new StripeCall(
                OperationCatalog.get().find(name).operations().get(0),
                List.of(),
                params,
                CallOptions.NONE);
    }

    public void add(String id, long created) {
        newestFirst.add(0, new LinkedHashMap<>(Map.of("id", id, "created", created)));
    }

    public List<String> ids() {
        return newestFirst.stream().map(item -> (String) item.get("id")).toList();
    }

    @Override
    public CompletableFuture<StripeAnswer> send(StripeCall call, AnswerFormat format) {
        calls.add(call);
        beforeAnswer.accept(calls.size());
        try {
            Map<String, Object> page = page(call);
            Object body = format == AnswerFormat.MAP ? page : JSON.writeValueAsString(page);
            return CompletableFuture.completedFuture(
                    new StripeAnswer(report(call), body, Map.of()));
        } catch (InvalidRequestException | JsonProcessingException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CallReport report(StripeCall call) {
        return new CallReport(
                call.operation().name(),
                null,
                CallOutcome.SUCCEEDED,
                1,
                200,
                null,
                null,
                0,
                false,
                false);
    }

    private Map<String, Object> page(StripeCall call) throws InvalidRequestException {
        TimeBounds bounds = TimeBounds.of(call);
        List<Map<String, Object>> within =
                newestFirst.stream().filter(item -> isWithin(item, bounds)).toList();
        int limit = Integer.parseInt(String.valueOf(call.params().getOrDefault("limit", 10)));
        return switch (call.operation().kind()) {
            case SEARCH -> numbered(within, limit, "next_page", call.params().get("page"), "");
            case V2LIST ->
                    numbered(
                            within,
                            limit,
                            "next_page_url",
                            call.params().get("page"),
                            call.operation().path() + "?limit=" + limit + "&page=");
            default -> list(call, within, limit);
        };
    }

    private Map<String, Object> list(StripeCall call, List<Map<String, Object>> within, int limit)
            throws InvalidRequestException {
        int from = 0;
        int to = Math.min(limit, within.size());
        boolean more = to < within.size();
        if (call.params().get("starting_after") instanceof String after) {
            from = index(within, after, "starting_after") + 1;
            to = Math.min(from + limit, within.size());
            more = to < within.size();
        } else if (call.params().get("ending_before") instanceof String before) {
            to = index(within, before, "ending_before");
            from = Math.max(0, to - limit);
            more = from > 0;
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("object", "list");
        page.put("data", List.copyOf(within.subList(from, to)));
        page.put("has_more", more);
        return page;
    }

    private static Map<String, Object> numbered(
            List<Map<String, Object>> within, int limit, String field, Object page, String prefix) {
        int number = page == null ? 0 : Integer.parseInt(page.toString());
        int to = Math.min((number + 1) * limit, within.size());
        boolean more = to < within.size();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", List.copyOf(within.subList(Math.min(number * limit, to), to)));
        answer.put("has_more", more);
        answer.put(field, more ? prefix + (number + 1) : null);
        return answer;
    }

    private static boolean isWithin(Map<String, Object> item, TimeBounds bounds) {
        long created = (Long) item.get("created");
        return (bounds.from() == null || created >= bounds.from())
                && (bounds.to() == null || created < bounds.to());
    }

    private static int index(List<Map<String, Object>> items, String id, String param)
            throws InvalidRequestException {
        for (int i = 0; i < items.size(); i++) {
            if (id.equals(items.get(i).get("id"))) {
                return i;
            }
        }
        throw new InvalidRequestException(
                "No such customer: '" + id + "'", param, null, "resource_missing", 400, null);
    }
}
