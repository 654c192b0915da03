// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Meters: what of a customer's usage they count, and what that came to in a span of time. */
public final class Meters implements Behaviours.Module {

    static final String METER = "billing.meter";

    /** The events of a meter, kept under the meter and its customer. */
    static final String EVENT = "billing.meter_event";

    private static final long MINUTE = 60;

    @Override
    public void register(Behaviours table) {
        String one = "/v1/billing/meters/{id}";
        table.on("POST /v1/billing/meters", Meters::create)
                .on("POST " + one + "/deactivate", call -> turn(call, "active", "inactive"))
                .on("POST " + one + "/reactivate", call -> turn(call, "inactive", "active"))
                .on("GET " + one + "/event_summaries", Meters::summaries);
    }

    private static Answer create(Call call) {
        String name = call.params().text("event_name");
        refuseIf(active(call.account(), name) != null, "meter_exists", name);
        return call.proceed();
    }

    /** The meter that counts events of this name, or null. */
    static ObjectNode active(Account account, String eventName) {
        return account.all(METER)
                .filter(each -> Json.is(each, "event_name", eventName))
                .filter(each -> Json.is(each, "status", "active"))
                .findFirst()
                .orElse(null);
    }

    private static Answer turn(Call call, String from, String to) {
        ObjectNode meter = call.require(METER);
        refuseIf(!Json.is(meter, "status", from), "meter_status", Json.text(meter, "status"));
        boolean off = to.equals("inactive");
        meter.put("status", to).put("updated", call.now());
        meter.putObject("status_transitions").put("deactivated_at", off ? call.now() : null);
        return Answer.of(call.changes().update(meter, off ? "deactivated" : "reactivated"));
    }

    private static Answer summaries(Call call) {
        ObjectNode meter = call.require(METER);
        Params params = call.params();
        long start = params.requireInteger("start_time");
        long end = params.requireInteger("end_time");
        refuseIf(end <= start || start % MINUTE != 0 || end % MINUTE != 0, "summary_times");
        String window = params.text("value_grouping_window");
        long step = window == null ? end - start : window.equals("hour") ? 3600 : 86_400;
        refuseIf(
                start % step != 0 && window != null || end % step != 0 && window != null,
                "summary_window",
                window);
        ArrayNode all = Json.array();
        for (long from = start; from < end; from += step) {
            BigDecimal value =
                    usage(call.account(), meter, params.text("customer"), from, from + step);
            if (value != null) {
                ObjectNode facts = Json.object("value", value, "meter", call.id(0), "start", from);
                facts.put("id", "mtrusg_" + call.id(0).substring(4) + from);
                all.insert(0, Shapes.of("meter_event_summary", facts.put("end", from + step)));
            }
        }
        return call.page(all);
    }

    /** What a customer has used of a price's meter from {@code start} up to {@code end}. */
    public static BigDecimal used(
            Account account, ObjectNode price, String customer, long start, long end) {
        ObjectNode meter = account.find(METER, Json.text(price.path("recurring"), "meter"));
        BigDecimal usage = meter == null ? null : usage(account, meter, customer, start, end);
        return usage == null ? BigDecimal.ZERO : usage;
    }

    private static BigDecimal usage(
            Account account, ObjectNode meter, String customer, long start, long end) {
        List<ObjectNode> events =
                account.under(EVENT, place(Json.id(meter), customer))
                        .filter(each -> Json.number(each, "timestamp") >= start)
                        .filter(each -> Json.number(each, "timestamp") < end)
                        .toList();
        if (events.isEmpty()) {
            return null;
        }
        String formula = Json.text(meter.path("default_aggregation"), "formula");
        String key = Json.text(meter.path("value_settings"), "event_payload_key");
        Stream<BigDecimal> values = events.stream().map(each -> value(each, key));
        return switch (String.valueOf(formula)) {
            case "count" -> BigDecimal.valueOf(events.size());
            case "last" ->
                    events.stream()
                            .max(Comparator.comparingLong(each -> Json.number(each, "timestamp")))
                            .map(each -> value(each, key))
                            .orElse(null);
            default -> values.reduce(BigDecimal.ZERO, BigDecimal::add);
        };
    }

    private static BigDecimal value(ObjectNode event, String key) {
        String value = Json.text(event.path("payload"), key);
        return value == null ? BigDecimal.ZERO : new BigDecimal(value);
    }

    /** Under what a customer's events of a meter are kept. */
    static String place(String meter, String customer) {
        return meter + '/' + customer;
    }
}
