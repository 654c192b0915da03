// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camellowdefy.stripe.connection.SharedConnections;
import io.github.camellowdefy.stripe.connection.StripeHealthCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ObservabilityTest {

    private static final Reply NO =
            Reply.json(
                    401,
                    "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"No.\"}}",
                    "Request-Id: req_no");

    private Routes routes;

    @AfterEach
    void close() {
        routes.close();
    }

    @Test
    void theEndpointTellsInJmxWhatItsConnectionDoes() throws Exception {
        routes =
                Routes.start(
                        r ->
                                r.from("direct:call")
                                        .to("stripe:customers/create?maxNetworkRetries=1"));
        routes.server().script(Reply.json(500, "{}"), Reply.json("{}"), NO);

        routes.send("direct:call", null);
        routes.send("direct:call", null);

        assertThat(attribute("Calls")).isEqualTo(2L);
        assertThat(attribute("Attempts")).isEqualTo(3L);
        assertThat(attribute("InFlight")).isEqualTo(0);
        assertThat(attribute("Queued")).isEqualTo(0);
        assertThat(attribute("WaitingToRetry")).isEqualTo(0);
        assertThat(attribute("ConnectionName")).isEqualTo("component-1");
        assertThat((String) attribute("Counters"))
                .contains("server_error=1", "succeeded=1", "failed=1");
        assertThat((String[]) attribute("RecentErrors"))
                .singleElement()
                .asString()
                .contains(
                        "customers.create",
                        "AuthenticationException",
                        "status 401",
                        "attempts 1",
                        "request req_no",
                        "idempotency key ");
    }

    @Test
    void theDevConsoleShowsEveryConnection() throws Exception {
        routes =
                Routes.start(
                        context -> context.setDevConsole(true),
                        r -> {
                            r.from("direct:call").to("stripe:customers/list");
                            r.from("direct:other").to("stripe:customers/list?secretKey=sk_test_b");
                        });
        routes.server().script(NO);
        routes.send("direct:call", null);
        DevConsole console =
                PluginHelper.getDevConsoleResolver(routes.context()).resolveDevConsole("stripe");

        String text = (String) console.call(DevConsole.MediaType.TEXT);
        Map<?, ?> json = (Map<?, ?>) console.call(DevConsole.MediaType.JSON);

        assertThat(text)
                .contains(
                        "Connection component-1:", "failed=1", "req_no", "Connection endpoint-2:");
        assertThat((List<?>) json.get("connections"))
                .extracting(c -> ((Map<?, ?>) c).get("name"), c -> ((Map<?, ?>) c).get("calls"))
                .containsExactly(tuple("component-1", 1L), tuple("endpoint-2", 0L));
    }

    @Test
    void aConnectionBeanIsCalledByItsNameEverywhere() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        routes =
                Routes.start(
                        context -> {
                            context.setDevConsole(true);
                            withHealth(context);
                            context.getRegistry().bind("metrics", registry);
                            context.getRegistry()
                                    .bind(
                                            "europe",
                                            new StripeConfiguration().setSecretKey("sk_test_b"));
                        },
                        r ->
                                r.from("direct:call")
                                        .to("stripe:customers/list?connection=#bean:europe"));
        DevConsole console =
                PluginHelper.getDevConsoleResolver(routes.context()).resolveDevConsole("stripe");

        assertThat(attribute("ConnectionName")).isEqualTo("europe");
        assertThat((String) console.call(DevConsole.MediaType.TEXT)).contains("Connection europe:");
        assertThat(registry.get("camel.stripe.in.flight").tag("connection", "europe").gauges())
                .hasSize(1);
        assertThat(HealthCheckHelper.invokeReadiness(routes.context()))
                .extracting(result -> result.getCheck().getId())
                .contains("producer:stripe-europe");
    }

    @Test
    void aBoundMeterRegistryHasTheMetersOfEachConnectionWhileItIsOpen() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        routes =
                Routes.start(
                        context -> context.getRegistry().bind("metrics", registry),
                        r -> r.from("direct:call").routeId("r").to("stripe:customers/list"));
        routes.server().script(Reply.json("{}"), NO);
        routes.send("direct:call", null);
        routes.send("direct:call", null);

        assertThat(registry.get("camel.stripe.attempts").functionCounter().count()).isEqualTo(2);
        assertThat(
                        registry.get("camel.stripe.calls")
                                .tag("outcome", "failed")
                                .functionCounter()
                                .count())
                .isEqualTo(1);
        assertThat(
                        registry.get("camel.stripe.in.flight")
                                .tag("connection", "component-1")
                                .gauge()
                                .value())
                .isZero();
        assertThat(
                        registry.get("camel.stripe.call.duration")
                                .tag("operation", "customers.list")
                                .tag("outcome", "succeeded")
                                .timer()
                                .count())
                .isEqualTo(1);

        routes.context().getRouteController().stopRoute("r");
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void logsOfTheStepsAfterACallHaveItsRequestIdAndKey() throws Exception {
        routes =
                Routes.start(
                        context -> context.setUseMDCLogging(true),
                        r ->
                                r.from("direct:call")
                                        .to("stripe:customers/create")
                                        .process(
                                                e ->
                                                        e.setProperty(
                                                                "mdc", MDC.getCopyOfContextMap())));
        routes.server().script(Reply.json(200, "{}", "Request-Id: req_7"));

        Exchange done = routes.send("direct:call", null);

        assertThat(done.getProperty("mdc", Map.class))
                .containsEntry(StripeConstants.MDC_REQUEST_ID, "req_7")
                .containsEntry(
                        StripeConstants.MDC_IDEMPOTENCY_KEY,
                        done.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED));
        assertThat(MDC.get(StripeConstants.MDC_REQUEST_ID)).isNull();
    }

    @Test
    void readinessGoesDownWithTheKeyAndComesBackWithTheNextSuccess() throws Exception {
        routes = startWithHealth(false);
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);

        routes.server().script(NO);
        routes.send("direct:call", null);
        HealthCheck.Result down = readiness();
        routes.send("direct:call", null);

        assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(down.getMessage())
                .hasValue("The last call failed with the status 401 (request req_no)");
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void oneLostConnectionIsNoReasonToTakeAnInstanceOut() throws Exception {
        routes = startWithHealth(false);
        routes.server()
                .script(
                        Reply.resetAfterReading(),
                        Reply.resetAfterReading(),
                        Reply.resetAfterReading());

        routes.send("direct:call", null);
        routes.send("direct:call", null);
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);
        routes.send("direct:call", null);
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.DOWN);
    }

    @Test
    void theProbeAsksStripeItself() throws Exception {
        routes = startWithHealth(true);

        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(routes.server().lastRequest().target()).isEqualTo("/v1/balance");
    }

    @Test
    void aProbeWithoutAnAnswerIsEnoughToBeDown() throws Exception {
        routes = startWithHealth(true);
        routes.server().otherwise(Reply.resetAfterReading());

        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.DOWN);
    }

    @Test
    void troublesAreForgottenAfterAMinuteSoThatAnIdleInstanceComesBack() throws Exception {
        routes = startWithHealth(false);
        routes.server().script(NO);
        routes.send("direct:call", null);
        SharedConnections.Lease lease =
                routes.context()
                        .getEndpoint("stripe:customers/list", StripeEndpoint.class)
                        .connect();
        Instant[] now = {Instant.EPOCH};
        StripeHealthCheck check =
                new StripeHealthCheck("x", lease.connection(), true, false, clock(now));
        lease.connection().addListener(check::ended);
        routes.server().script(NO);
        routes.send("direct:call", null);

        assertThat(check.call(Map.of()).getState()).isEqualTo(HealthCheck.State.DOWN);
        now[0] = now[0].plus(Duration.ofSeconds(61));
        assertThat(check.call(Map.of()).getState()).isEqualTo(HealthCheck.State.UP);
        lease.close();
    }

    private Routes startWithHealth(boolean probe) throws Exception {
        return Routes.start(
                context -> {
                    withHealth(context);
                    context.getComponent("stripe", StripeComponent.class)
                            .setHealthCheckProbe(probe);
                },
                r -> r.from("direct:call").to("stripe:customers/list"));
    }

    private static void withHealth(CamelContext context) {
        DefaultHealthCheckRegistry registry = new DefaultHealthCheckRegistry(context);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        Object producers = registry.resolveById("producers");
        ((HealthCheckRepository) producers).setEnabled(true);
        registry.register(producers);
    }

    private HealthCheck.Result readiness() {
        return HealthCheckHelper.invokeReadiness(routes.context()).stream()
                .filter(result -> result.getCheck().getId().equals("producer:stripe-component-1"))
                .findFirst()
                .orElseThrow();
    }

    private Object attribute(String name) throws Exception {
        MBeanServer server =
                routes.context().getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName endpoint =
                server
                        .queryNames(
                                new ObjectName(
                                        "org.apache.camel:context=%s,type=endpoints,*"
                                                .formatted(routes.context().getManagementName())),
                                null)
                        .stream()
                        .filter(n -> n.getKeyProperty("name").contains("stripe://"))
                        .findFirst()
                        .orElseThrow();
        return server.getAttribute(endpoint, name);
    }

    private static Clock clock(Instant[] now) {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        };
    }
}
