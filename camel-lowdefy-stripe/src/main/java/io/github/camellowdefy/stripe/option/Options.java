// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.option;

import static io.github.camellowdefy.stripe.option.Option.ofConnection;
import static io.github.camellowdefy.stripe.option.Option.on;
import static io.github.camellowdefy.stripe.option.Place.CALL;
import static io.github.camellowdefy.stripe.option.Place.CONNECTED;
import static io.github.camellowdefy.stripe.option.Place.CONSTRUCT_EVENT;
import static io.github.camellowdefy.stripe.option.Place.CONSUMERS;
import static io.github.camellowdefy.stripe.option.Place.DELIVERIES;
import static io.github.camellowdefy.stripe.option.Place.EVENTS;
import static io.github.camellowdefy.stripe.option.Place.LOWDEFY;
import static io.github.camellowdefy.stripe.option.Place.PRODUCERS;
import static io.github.camellowdefy.stripe.option.Place.WEBHOOK;
import static io.github.camellowdefy.stripe.option.Place.WEBHOOKS;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.StringHelper;

/**
 * The table of all options: where each has an effect, which values it takes and what it depends on.
 * Every check at start is made from it; a new option is a new row.
 */
public final class Options {

    private static final Set<Place> ALL = EnumSet.allOf(Place.class);

    /** Endpoints that call Stripe, and endpoints that only read deliveries of Stripe. */
    private static final Set<Place> ALL_BUT_LOWDEFY = EnumSet.complementOf(EnumSet.of(LOWDEFY));

    /** Stripe keeps events for 30 days. */
    private static final long KEPT = Duration.ofDays(30).toMillis();

    private static final Set<Place> CALLS = EnumSet.of(CALL);

    private static final Set<Place> POLLING = EnumSet.of(EVENTS);

    private static final Option[] ROWS = {
        ofConnection(CONNECTED, "secretKey"),
        ofConnection(CONNECTED, "apiVersion"),
        ofConnection(CONNECTED, "stripeAccount"),
        ofConnection(CONNECTED, "stripeContext"),
        ofConnection(CONNECTED, "timeout").atLeast(1),
        ofConnection(CONNECTED, "deadline").atLeast(0),
        ofConnection(CONNECTED, "maxNetworkRetries").atLeast(0),
        ofConnection(CONNECTED, "maxConcurrentRequests").atLeast(1),
        ofConnection(CONNECTED, "maxQueuedRequests").atLeast(0),
        ofConnection(CONNECTED, "maxDownloadSize").within(1, Long.MAX_VALUE),
        ofConnection(CONNECTED, "requestsPerSecond").atLeast(0),
        ofConnection(CONNECTED, "rateLimiter").proxyManager(),
        ofConnection(CONNECTED, "rateLimiterFallback").within(1, 100),
        ofConnection(CONNECTED, "telemetry"),
        ofConnection(CONNECTED, "apiBase").baseUrl("https://api.stripe.com"),
        ofConnection(CONNECTED, "filesBase").baseUrl("https://files.stripe.com"),
        ofConnection(CONNECTED, "connectBase").baseUrl("https://connect.stripe.com"),
        ofConnection(CONNECTED, "meterEventsBase").baseUrl("https://meter-events.stripe.com"),
        ofConnection(CONNECTED, "proxyHost").host(),
        ofConnection(CONNECTED, "proxyPort").within(1, 65_535),
        ofConnection(CONNECTED, "proxyUsername"),
        ofConnection(CONNECTED, "proxyPassword"),
        ofConnection(CONNECTED, "sslContextParameters"),
        ofConnection(EnumSet.of(CALL, WEBHOOK, Place.CAMEL_WEBHOOK), "workerPool"),
        ofConnection(CALLS, "allowedOperations"),
        ofConnection(ALL_BUT_LOWDEFY, "outputType"),
        ofConnection(ALL_BUT_LOWDEFY, "webhookSecret").signingSecrets(),
        on(ALL_BUT_LOWDEFY, "connection"),
        on(ALL, "exchangePattern"),
        on(PRODUCERS, "lazyStartProducer"),
        on(PRODUCERS, "synchronous"),
        on(CALLS, "params"),
        on(CALLS, "idempotencyKey"),
        on(CALLS, "autoPaging"),
        on(CALLS, "maxItems")
                .within(0, Long.MAX_VALUE)
                .needs("autoPaging")
                .hint("one page holds as many as params.limit says"),
        on(CALLS, "backfill")
                .atLeast(0)
                .needs("autoPaging")
                .hint("with it a call reads more than one page"),
        on(CALLS, "backfillLease").within(100, Integer.MAX_VALUE),
        on(CALLS, "ordered")
                .needs("backfill")
                .hint("a list that is read in one walk is in order anyway"),
        on(EnumSet.of(CONSTRUCT_EVENT), "envelope")
                .hint(
                        "what comes in an envelope is not signed by Stripe, so receive it with an HTTP consumer you trust, followed by stripe:webhooks/constructEvent"),
        on(DELIVERIES, "webhookTolerance").within(0, Long.MAX_VALUE),
        on(DELIVERIES, "webhookMaxPayloadSize").atLeast(1),
        on(DELIVERIES, "webhookMaxMemory").atLeast(1),
        on(CONSUMERS, "types"),
        on(CONSUMERS, "fetchObject"),
        on(CONSUMERS, "idempotentRepository"),
        on(CONSUMERS, "bridgeErrorHandler"),
        on(CONSUMERS, "exceptionHandler"),
        on(POLLING, "startFrom"),
        on(EnumSet.of(EVENTS, CALL), "offsetRepository"),
        on(POLLING, "lookback").within(0, KEPT),
        on(POLLING, "minAge").within(0, KEPT),
        on(POLLING, "deliverySuccess"),
        on(POLLING, "breakOnFirstError"),
        on(POLLING, "concurrentConsumers").atLeast(1),
        on(POLLING, "maxMessagesPerPoll").atLeast(0),
        on(EnumSet.of(WEBHOOK), "path").hint("with camel-webhook it is webhookPath"),
        on(EnumSet.of(WEBHOOK), "httpServerComponent")
                .hint("with camel-webhook it is webhookComponentName"),
        on(WEBHOOKS, "acknowledge"),
        on(WEBHOOKS, "registerEndpoint").publicUrl(),
        on(WEBHOOKS, "registerConnect")
                .needs("registerEndpoint")
                .hint("it says which events an endpoint that is registered here is sent"),
        on(WEBHOOKS, "registerPayload")
                .needs("registerEndpoint")
                .hint("it says what an endpoint that is registered here is sent"),
        on(WEBHOOKS, "unregister")
                .needs("registerEndpoint")
                .hint("only an endpoint that was registered here is deleted"),
        on(WEBHOOKS, "registrationRepository")
                .needs("registerEndpoint")
                .hint("it keeps the secret of an endpoint that is registered here"),
    };

    /** Camel's own options of a scheduled consumer. */
    private static final String[] OF_THE_SCHEDULER = {
        "backoffErrorThreshold",
        "backoffIdleThreshold",
        "backoffMultiplier",
        "delay",
        "greedy",
        "initialDelay",
        "pollStrategy",
        "repeatCount",
        "runLoggingLevel",
        "scheduledExecutorService",
        "scheduler",
        "schedulerProperties",
        "sendEmptyMessageWhenIdle",
        "startScheduler",
        "timeUnit",
        "useFixedDelay"
    };

    private static final Map<String, String> PREFIXES =
            Map.of("params.", "params", "scheduler.", "schedulerProperties");

    private static final Map<String, Option> TABLE =
            Stream.concat(
                            Arrays.stream(ROWS),
                            Arrays.stream(OF_THE_SCHEDULER).map(name -> on(POLLING, name)))
                    .collect(
                            Collectors.toMap(
                                    Option::name,
                                    Function.identity(),
                                    (one, other) -> one,
                                    () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));

    private Options() {}

    /** The row of a name as users may write it, or null. */
    public static Option find(String written) {
        Option option = TABLE.get(StringHelper.dashToCamelCase(written));
        return option != null
                ? option
                : PREFIXES.entrySet().stream()
                        .filter(prefix -> written.startsWith(prefix.getKey()))
                        .map(prefix -> TABLE.get(prefix.getValue()))
                        .findFirst()
                        .orElse(null);
    }

    public static Collection<Option> all() {
        return TABLE.values();
    }

    /** The names of the options that the component and connection beans hold, too. */
    public static Stream<String> namesOfConnection() {
        return all().stream().filter(Option::ofConnection).map(Option::name);
    }

    /**
     * Refuses values that cannot work.
     *
     * @param values the value of each option of a connection, or null
     * @throws IllegalArgumentException one sentence that names the option
     */
    public static void checkConnection(Function<String, Object> values) {
        all().stream().filter(Option::ofConnection).forEach(option -> check(option, values));
    }

    /**
     * Refuses options that would have no effect, since their user expects one, and values that
     * cannot work.
     *
     * @param written the options that the URI sets, as it spells them
     * @param values the value of each option of the endpoint alone, or null
     * @throws IllegalArgumentException one sentence that names the option
     */
    public static void check(
            Place place, Collection<String> written, Function<String, Object> values) {
        for (String name : written) {
            Option option = find(name);
            if (!option.places().contains(place)) {
                throw new IllegalArgumentException(
                        "The option %s has no effect on %s; it belongs on %s%s."
                                .formatted(
                                        name,
                                        place,
                                        option.places().stream()
                                                .map(Place::toString)
                                                .collect(Collectors.joining(" or ")),
                                        hint(option)));
            }
        }
        for (Option option : all()) {
            if (!option.ofConnection() && option.places().contains(place)) {
                check(option, values);
                checkNeeds(option, place, values);
            }
        }
    }

    private static void check(Option option, Function<String, Object> values) {
        Object value = values.apply(option.name());
        String problem = value == null ? null : option.check().problem(value);
        if (problem != null) {
            throw new IllegalArgumentException(
                    "The option %s %s.".formatted(option.name(), problem));
        }
    }

    private static void checkNeeds(Option option, Place place, Function<String, Object> values) {
        // camel-webhook registers by an option of its own
        if (option.needs() != null
                && place != Place.CAMEL_WEBHOOK
                && isSet(values.apply(option.name()))
                && !isSet(values.apply(option.needs()))) {
            throw new IllegalArgumentException(
                    "The option %s is set without %s%s%s."
                            .formatted(
                                    option.name(),
                                    option.needs(),
                                    values.apply(option.needs()) instanceof Boolean ? "=true" : "",
                                    hint(option)));
        }
    }

    private static String hint(Option option) {
        return option.hint() == null ? "" : "; " + option.hint();
    }

    /** Whether a value differs from the value of an option that is not set. */
    private static boolean isSet(Object value) {
        return value instanceof Number number
                ? number.longValue() != 0
                : value != null && !Boolean.FALSE.equals(value);
    }

    /** The secrets in an option, which commas separate. */
    public static List<String> signingSecrets(String option) {
        return option == null || option.isBlank()
                ? List.of()
                : List.of(option.split(",", -1)).stream().map(String::strip).toList();
    }
}
