// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import io.github.camellowdefy.stripe.client.StripeConnection;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

/** Adds a health check for each connection to Camel's repository of producer checks. */
public record HealthWatcher(
        WritableHealthCheckRepository repository, boolean enabled, boolean probe)
        implements ConnectionWatcher {

    /** One, where the context has the repository, else none. */
    public static List<ConnectionWatcher> in(CamelContext context, boolean enabled, boolean probe) {
        WritableHealthCheckRepository repository =
                HealthCheckHelper.getHealthCheckRepository(
                        context, "producers", WritableHealthCheckRepository.class);
        return repository == null
                ? List.of()
                : List.of(new HealthWatcher(repository, enabled, probe));
    }

    @Override
    public Watch watch(String name, StripeConnection connection) {
        StripeHealthCheck check =
                new StripeHealthCheck(name, connection, enabled, probe, Clock.systemUTC());
        connection.addListener(check::ended);
        repository.addHealthCheck(check);
        return () -> repository.removeHealthCheck(check);
    }
}
