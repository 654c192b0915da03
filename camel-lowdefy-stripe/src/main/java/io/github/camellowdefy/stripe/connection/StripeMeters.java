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
public final class StripeMeters implements ConnectionWatcher {

    /** The name under which camel-micrometer looks for its registry. */
    private static final String REGISTRY_NAME = "metricsRegistry";

    private static final String PREFIX = "camel.stripe.";

    private record TimerKey(String operation, CallOutcome outcome) {}

    private final MeterRegistry registry;
    private final Tags tags;

    private StripeMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

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
        Tags own = tags.and("connection", name);
        List<Meter> meters = new ArrayList<>();
        meters.add(
                gauge(
                        "in.flight",
                        "Requests on the wire",
                        connection,
                        own,
                        ConnectionSnapshot::inFlight));
        meters.add(
                gauge(
                        "queued",
                        "Calls waiting for their turn",
                        connection,
                        own,
                        ConnectionSnapshot::queued));
        meters.add(
                gauge(
                        "waiting.to.retry",
                        "Calls waiting for their next attempt",
                        connection,
                        own,
                        ConnectionSnapshot::waitingToRetry));
        meters.add(
                counter(
                        "attempts",
                        "Requests made",
                        connection,
                        own,
                        ConnectionSnapshot::attempts));
        for (RetryCause cause : RetryCause.values()) {
            meters.add(
                    counter(
                            "retries",
                            "Repeated attempts",
                            connection,
                            own.and("cause", lower(cause)),
                            s -> s.retriesByCause().get(cause)));
        }
        for (CallOutcome outcome : CallOutcome.values()) {
            meters.add(
                    counter(
                            "calls",
                            "Calls that have ended",
                            connection,
                            own.and("outcome", lower(outcome)),
                            s -> s.outcomes().get(outcome)));
        }
        Map<TimerKey, Timer> timers = new ConcurrentHashMap<>();
        connection.addListener(
                call ->
                        timers.computeIfAbsent(
                                        new TimerKey(call.operation(), call.outcome()),
                                        key -> timer(key, own))
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

    private Meter gauge(
            String name,
            String description,
            StripeConnection connection,
            Tags own,
            ToDoubleFunction<ConnectionSnapshot> value) {
        return Gauge.builder(PREFIX + name, connection, c -> value.applyAsDouble(c.snapshot()))
                .description(description)
                .tags(own)
                .register(registry);
    }

    private Meter counter(
            String name,
            String description,
            StripeConnection connection,
            Tags own,
            ToDoubleFunction<ConnectionSnapshot> value) {
        return FunctionCounter.builder(
                        PREFIX + name, connection, c -> value.applyAsDouble(c.snapshot()))
                .description(description)
                .tags(own)
                .register(registry);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
