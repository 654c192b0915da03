// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.client.StripeConnection;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.WritableHealthCheckRepository;

/**
 * Whether Stripe can be used through a connection, judged by how the last calls ended: down after
 * several in a row that got no answer or a 5xx, and at once after a 401. Only the last minute
 * counts: an instance that is given no more calls because it is down must be able to come back.
 */
public final class StripeHealthCheck implements HealthCheck {

    private static final int TROUBLES = 3;
    private static final Duration MEMORY = Duration.ofMinutes(1);
    private static final int UNAUTHORIZED = 401;
    private static final int PROBE_MILLIS = 10_000;

    private record State(int troubles, CallReport last, Instant at) {}

    private final String name;
    private final StripeConnection connection;
    private final boolean probe;
    private final Clock clock;
    private volatile State state = new State(0, null, Instant.MIN);
    private volatile boolean enabled;

    /**
     * @param probe whether Stripe is asked when no call has ended lately
     */
    public StripeHealthCheck(
            String name, StripeConnection connection, boolean enabled, boolean probe, Clock clock) {
        this.name = name;
        this.connection = connection;
        this.enabled = enabled;
        this.probe = probe;
        this.clock = clock;
    }

    /**
     * Watches connections by a check for each, in Camel's repository of producer checks; by none
     * where the context has no such repository.
     */
    public static List<ConnectionWatcher> watchers(
            CamelContext context, boolean enabled, boolean probe) {
        WritableHealthCheckRepository repository =
                HealthCheckHelper.getHealthCheckRepository(
                        context, "producers", WritableHealthCheckRepository.class);
        if (repository == null) {
            return List.of();
        }
        return List.of(
                (name, connection) -> {
                    StripeHealthCheck check =
                            new StripeHealthCheck(
                                    name, connection, enabled, probe, Clock.systemUTC());
                    connection.addListener(check::ended);
                    repository.addHealthCheck(check);
                    return () -> repository.removeHealthCheck(check);
                });
    }

    public void ended(CallReport call) {
        int status = call.status();
        if (isTrouble(call.outcome(), status)) {
            state = new State(state.troubles + 1, call, clock.instant());
        } else if (status != 0) {
            state = new State(0, call, clock.instant());
        }
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result =
                HealthCheckResultBuilder.on(this).detail("connection", name);
        if (!enabled) {
            return result.unknown().message("Disabled").build();
        }
        if (probe && isForgotten(state)) {
            probe();
        }
        State now = state;
        if (isForgotten(now) || !isDown(now)) {
            return result.up().build();
        }
        return result.down().message(describe(now)).build();
    }

    private static boolean isTrouble(CallOutcome outcome, int status) {
        return outcome == CallOutcome.UNKNOWN
                || outcome == CallOutcome.NOT_SENT
                || status >= 500
                || status == UNAUTHORIZED;
    }

    private boolean isForgotten(State past) {
        return past.at.isBefore(clock.instant().minus(MEMORY));
    }

    private static boolean isDown(State now) {
        return now.troubles >= TROUBLES || now.troubles > 0 && now.last.status() == UNAUTHORIZED;
    }

    /** Reads the balance, which any key may; where it may not, it is answered all the same. */
    private void probe() {
        StripeCall balance =
                new StripeCall(
                        OperationCatalog.get().find("balance.retrieve").operations().get(0),
                        List.of(),
                        Map.of(),
                        new CallOptions(null, null, null, null, null, PROBE_MILLIS, 0));
        StripeCallFuture answer = connection.send(balance, AnswerFormat.JSON);
        try {
            answer.get(PROBE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // heard of as of any other call; without an answer there is trouble enough
            decide(answer);
        } catch (TimeoutException e) {
            answer.cancel(true);
        }
    }

    private void decide(StripeCallFuture answer) {
        CallReport report = answer.report();
        if (isTrouble(report.outcome(), report.status())) {
            state = new State(TROUBLES, report, clock.instant());
        }
    }

    private static String describe(State now) {
        CallReport last = now.last;
        String answer =
                last.status() == 0 ? "without an answer" : "with the status " + last.status();
        String request = last.requestId() == null ? "" : " (request " + last.requestId() + ')';
        return "The last call failed %s%s".formatted(answer, request);
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** A failing Stripe is no reason to restart. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public String getId() {
        return "producer:stripe-" + name;
    }
}
