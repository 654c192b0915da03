// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import io.github.camellowdefy.stripe.client.ConnectionSnapshot;
import io.github.camellowdefy.stripe.client.RetryCause;
import io.github.camellowdefy.stripe.client.StripeConnection;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;

/**
 * The counters of a connection as meters, where Micrometer is on the classpath and a registry is
 * bound. Loaded only then.
 */
public record StripeMeters(MeterRegistry registry, Tags tags) implements ConnectionWatcher {

    /** The name under which camel-micrometer looks for its registry. */
    private static final String REGISTRY_NAME = "metricsRegistry";

    private static final String PREFIX = "camel.stripe.";

    private record TimerKey(String operation, CallOutcome outcome) {}

    /** Meters in the registry that is bound, or none. */
    public static List<ConnectionWatcher> in(CamelContext context) {
        Map<String, MeterRegistry> bound =
                context.getRegistry().findByTypeWithName(MeterRegistry.class);
        MeterRegistry registry =
                bound.size() == 1 ? bound.values().iterator().next() : bound.get(REGISTRY_NAME);
        return registry == null
                ? List.of()
                : List.of(new StripeMeters(registry, Tags.of("camelContext", context.getName())));
    }

    @Override
    public Watch watch(String name, StripeConnection connection) {
        Source source = new Source(registry, connection, tags.and("connection", name));
        List<Meter> meters = new ArrayList<>();
        meters.add(source.gauge("in.flight", "Requests on the wire", ConnectionSnapshot::inFlight));
        meters.add(
                source.gauge("queued", "Calls waiting for their turn", ConnectionSnapshot::queued));
        meters.add(
                source.gauge(
                        "waiting.to.retry",
                        "Calls waiting for their next attempt",
                        ConnectionSnapshot::waitingToRetry));
        meters.add(source.counter("attempts", "Requests made", ConnectionSnapshot::attempts));
        for (RetryCause cause : RetryCause.values()) {
            meters.add(
                    source.with("cause", cause)
                            .counter(
                                    "retries",
                                    "Repeated attempts",
                                    s -> s.retriesByCause().get(cause)));
        }
        for (CallOutcome outcome : CallOutcome.values()) {
            meters.add(
                    source.with("outcome", outcome)
                            .counter(
                                    "calls",
                                    "Calls that have ended",
                                    s -> s.outcomes().get(outcome)));
        }
        Map<TimerKey, Timer> timers = new ConcurrentHashMap<>();
        connection.addListener(
                call ->
                        timers.computeIfAbsent(
                                        new TimerKey(call.operation(), call.outcome()),
                                        key -> timer(key, source.tags))
                                .record(call.durationMillis(), TimeUnit.MILLISECONDS));
        return () -> {
            meters.forEach(registry::remove);
            timers.values().forEach(registry::remove);
        };
    }

    private Timer timer(TimerKey key, Tags own) {
        return Timer.builder(PREFIX + "call.duration")
                .description("From being handed in to having ended")
                .tags(own)
                .tag("operation", key.operation)
                .tag("outcome", lower(key.outcome))
                .register(registry);
    }

    /** The connection that meters show, and their tags. */
    private record Source(MeterRegistry registry, StripeConnection connection, Tags tags) {

        Source with(String tag, Enum<?> value) {
            return new Source(registry, connection, tags.and(tag, lower(value)));
        }

        Meter gauge(String name, String description, ToDoubleFunction<ConnectionSnapshot> value) {
            return Gauge.builder(PREFIX + name, connection, c -> value.applyAsDouble(c.snapshot()))
                    .description(description)
                    .tags(tags)
                    .register(registry);
        }

        Meter counter(String name, String description, ToDoubleFunction<ConnectionSnapshot> value) {
            return FunctionCounter.builder(
                            PREFIX + name, connection, c -> value.applyAsDouble(c.snapshot()))
                    .description(description)
                    .tags(tags)
                    .register(registry);
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
