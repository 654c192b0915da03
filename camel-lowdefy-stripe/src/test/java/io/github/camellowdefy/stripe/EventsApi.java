// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.event.SimulatedLog;
import io.github.camellowdefy.stripe.event.StripeEvent;
import io.github.camellowdefy.stripe.event.poll.EventPage;
import io.github.camellowdefy.stripe.event.poll.EventQuery;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serves the events of a simulated account as Stripe's API does; anything else is an object. */
public final class EventsApi implements Reply {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatedLog log;
    private final Function<StripeEvent, Map<String, ?>> json;

    public EventsApi(SimulatedLog log) {
        this(log, StripeEvent::body);
    }

    /** Serves events that say something else than the account's. */
    public EventsApi(SimulatedLog log, Function<StripeEvent, Map<String, ?>> json) {
        this.log = log;
        this.json = json;
    }

    @Override
    public void play(ScriptedExchange exchange) throws IOException, InterruptedException {
        String target = exchange.request().target();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        Reply reply;
        synchronized (log) {
            if (path.equals("/v1/events")) {
                reply = page(params(mark < 0 ? "" : target.substring(mark + 1)));
            } else if (path.startsWith("/v1/events/")) {
                String id = path.substring("/v1/events/".length());
                reply = log.exists(id).join() ? json(log.entry(id).event().body()) : unknown(id);
            } else {
                reply = json(Map.of("id", path.substring(path.lastIndexOf('/') + 1), "path", path));
            }
        }
        reply.play(exchange);
    }

    private Reply page(Map<String, String> params) throws InterruptedException {
        Function<String, Long> number = name -> number(params.get(name));
        EventQuery query =
                new EventQuery(
                        params.get("starting_after"),
                        params.get("ending_before"),
                        number.apply("created[gte]"),
                        number.apply("created[lt]"),
                        Integer.parseInt(params.getOrDefault("limit", "10")));
        try {
            EventPage page = log.page(query).get();
            return json(
                    Map.of(
                            "object",
                            "list",
                            "data",
                            page.events().stream().map(json).toList(),
                            "has_more",
                            page.hasMore()));
        } catch (ExecutionException e) {
            return unknown(params.getOrDefault("ending_before", params.get("starting_after")));
        }
    }

    private static Reply unknown(String id) {
        return Reply.json(
                400,
                "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"resource_missing\",\"message\":\"No such event: '"
                        + id
                        + "'\"}}");
    }

    private static Reply json(Map<String, ?> body) {
        try {
            return Reply.json(JSON.writeValueAsString(body));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Long number(String text) {
        return text == null ? null : Long.valueOf(text);
    }

    private static Map<String, String> params(String query) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> decode(pair[0]), pair -> decode(pair[1]), (a, b) -> b));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
