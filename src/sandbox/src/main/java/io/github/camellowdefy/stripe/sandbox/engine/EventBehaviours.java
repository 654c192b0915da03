// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Event;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The reading of events: Stripe's filters, and 30 days back at most. */
final class EventBehaviours implements Behaviours.Module {

    private static final Duration KEPT = Duration.ofDays(30);

    @Override
    public void register(Behaviours table) {
        table.on("GET /v1/events", EventBehaviours::list)
                .on("GET /v1/events/{id}", call -> retrieve(call, EventLog.SNAPSHOTS))
                .on("GET /v2/core/events", EventBehaviours::listThin)
                .on("GET /v2/core/events/{id}", call -> retrieve(call, EventLog.THIN));
    }

    private static Answer list(Call call) {
        Params params = call.params();
        Predicate<Stored> wanted = kept(call).and(ofTypes(params));
        if (params.has("delivery_success")) {
            boolean delivered = params.bool("delivery_success", true);
            wanted = wanted.and(stored -> ((Event) stored).delivered() == delivered);
        }
        String[] noFilters = {"delivery_success", "types", "type"};
        return Answer.of(Listing.page(call, EventLog.SNAPSHOTS, null, wanted, noFilters));
    }

    private static Answer listThin(Call call) {
        Params params = call.params();
        Predicate<Stored> wanted = kept(call).and(ofTypes(params));
        String object = params.text("object_id");
        if (object != null) {
            wanted =
                    wanted.and(stored -> object.equals(Json.text(((Event) stored).object(), "id")));
        }
        return Answer.of(Pages.v2(call, null, wanted, "object_id", "types"));
    }

    private static Answer retrieve(Call call, String kind) {
        Stored event = call.account().shelf(kind).get(call.id(0));
        if (event == null || !kept(call).test(event)) {
            throw StripeError.noSuch("event", call.id(0), "id");
        }
        return Answer.of(event.json());
    }

    private static Predicate<Stored> kept(Call call) {
        long oldest = call.now() - KEPT.toSeconds();
        return stored -> stored.created() >= oldest;
    }

    /** By {@code type}, which may end in a star, and by {@code types}. */
    private static Predicate<Stored> ofTypes(Params params) {
        if (params.has("type") && params.has("types")) {
            throw StripeError.invalid("You may only specify one of these parameters: type, types.");
        }
        Set<String> types = new HashSet<>();
        types.addAll(params.texts("types"));
        if (params.has("type")) {
            types.add(params.text("type"));
        }
        if (types.isEmpty()) {
            return stored -> true;
        }
        return stored -> {
            String type = ((Event) stored).type();
            return types.contains(type) || types.stream().anyMatch(each -> covers(each, type));
        };
    }

    private static boolean covers(String pattern, String type) {
        return pattern.endsWith("*") && type.startsWith(pattern.substring(0, pattern.length() - 1));
    }
}
