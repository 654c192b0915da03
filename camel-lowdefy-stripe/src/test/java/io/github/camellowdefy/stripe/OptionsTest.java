// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camellowdefy.stripe.option.Option;
import io.github.camellowdefy.stripe.option.Options;
import io.github.camellowdefy.stripe.option.Place;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.Service;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static final String CANARY = "canary0123456789";

    private static final Map<Place, String> ENDPOINTS =
            Map.of(
                    Place.CALL, "stripe:customers/list?",
                    Place.CONSTRUCT_EVENT, "stripe:webhooks/constructEvent?",
                    Place.LOWDEFY, "stripe:lowdefy/list_customers?",
                    Place.EVENTS, "stripe:events?",
                    Place.WEBHOOK, "stripe:webhook?httpServerComponent=http-stub&",
                    Place.CAMEL_WEBHOOK,
                            "webhook:stripe:webhook?webhookExternalUrl=https://shop.example&webhookComponentName=http-stub&");

    /** What camel-webhook takes for its own endpoint. */
    private static final Set<String> OF_CAMEL_WEBHOOK =
            Set.of(
                    "bridgeErrorHandler",
                    "exceptionHandler",
                    "exchangePattern",
                    "lazyStartProducer");

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.addComponent("http-stub", new HttpStub());
        context.start();
        StripeConfiguration nowhere =
                context.getComponent("stripe", StripeComponent.class).getConfiguration();
        nowhere.setApiBase("http://127.0.0.1:1");
        nowhere.setMaxNetworkRetries(0);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theTableHasEveryOptionOfTheEndpointAndNoOther() {
        assertThat(Options.all())
                .extracting(Option::name)
                .containsExactlyInAnyOrderElementsOf(
                        new StripeEndpointUriFactory()
                                .propertyNames().stream()
                                        .filter(name -> !name.equals("operation"))
                                        .toList());
    }

    @Test
    void theOptionsOfAConnectionAreThoseTheComponentHoldsForItsEndpoints() {
        StripeComponentConfigurer component = new StripeComponentConfigurer();

        assertThat(Options.namesOfConnection())
                .containsExactlyInAnyOrderElementsOf(
                        Options.all().stream()
                                .map(Option::name)
                                .filter(name -> component.getOptionType(name, true) != null)
                                .filter(name -> !name.equals("bridgeErrorHandler"))
                                .filter(name -> !name.equals("lazyStartProducer"))
                                .toList());
    }

    static Stream<Arguments> everyOptionEverywhere() {
        return Options.all().stream()
                .flatMap(
                        option ->
                                Stream.of(Place.values())
                                        .map(place -> Arguments.of(option.name(), place)));
    }

    @ParameterizedTest
    @MethodSource("everyOptionEverywhere")
    void anOptionWithoutEffectIsRefusedAndNoOther(String name, Place place) {
        Option option = Options.find(name);
        Throwable thrown = catchThrowable(() -> Options.check(place, List.of(name), other -> null));

        if (option.places().contains(place)) {
            assertThat(thrown).isNull();
        } else {
            assertThat(thrown)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "The option %s has no effect on %s; it belongs on ", name, place);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EVENTS | autoPaging=true | has no effect on from(\"stripe:events\"); it belongs on an endpoint that calls an operation.",
                "EVENTS | params.limit=3 | has no effect on",
                "EVENTS | path=/x | has no effect on",
                "EVENTS | acknowledge=before | has no effect on",
                "EVENTS | webhookTolerance=5 | has no effect on",
                "EVENTS | allowedOperations=customers/* | has no effect on",
                "WEBHOOK | delay=500 | has no effect on",
                "WEBHOOK | start-from=now | The option start-from has no effect on",
                "WEBHOOK | scheduler.cron=0 | The option scheduler.cron has no effect on",
                "WEBHOOK | idempotencyKey=a | has no effect on",
                "WEBHOOK | unregister=true | The option unregister is set without registerEndpoint; only",
                "WEBHOOK | registrationRepository=a | The option registrationRepository is set without registerEndpoint; it keeps",
                "WEBHOOK | registerEndpoint=ftp://x | The option registerEndpoint is \"ftp://x\"; expected the public URL",
                "CALL | types=charge.* | The option types has no effect on an endpoint that calls an operation; it belongs on from(\"stripe:events\") or from(\"stripe:webhook\")",
                "CALL | path=/x | has no effect on",
                "CALL | envelope=eventGrid | has no effect on",
                "CALL | greedy=true | has no effect on",
                "CONSTRUCT_EVENT | secretKey=sk_test_1 | has no effect on",
                "CONSTRUCT_EVENT | types=charge.* | has no effect on",
                "CONSTRUCT_EVENT | maxItems=3 | has no effect on",
                "LOWDEFY | secretKey=sk_test_1 | has no effect on",
                "LOWDEFY | params.limit=1 | has no effect on",
                "CAMEL_WEBHOOK | path=/x | with camel-webhook it is webhookPath",
                "CALL | apiBase=https://api.stripe.com/v1 | The option apiBase ends in /v1 or /v2; expected the base URL without it",
                "CALL | filesBase=http://localhost:1/v1/ | The option filesBase ends in",
                "CALL | proxyHost=http://proxy&proxyPort=1 | The option proxyHost is not the name of a host",
                "CALL | proxyHost=user:secret@proxy&proxyPort=1 | The option proxyHost is not the name of a host",
                "CALL | proxyHost=proxy:3128&proxyPort=1 | The option proxyHost is not the name of a host",
                "CALL | proxyHost=proxy&proxyPort=70000 | The option proxyPort is 70000; expected a number from 1 to 65535.",
                "CALL | webhookSecret=foo | The option webhookSecret holds a text that is no signing secret",
                "WEBHOOK | webhookSecret=whsec_1,foo | The option webhookSecret holds a text that is no signing secret",
                "CONSTRUCT_EVENT | webhookSecret=foo | The option webhookSecret holds a text that is no signing secret",
                "EVENTS | minAge=31d | The option minAge is 2678400000; expected a number from 0 to 2592000000.",
                "EVENTS | lookback=31d | The option lookback is 2678400000; expected",
                "EVENTS | idempotentRepository=foo | The option idempotentRepository is \"foo\"; expected a bean of type org.apache.camel.spi.IdempotentRepository, written #bean:name."
            })
    void whatMakesNoSenseWhereItStandsIsRefusedAtStart(
            Place place, String options, String sentence) {
        assertThatThrownBy(() -> startUnder(place, options))
                .hasStackTraceContaining("IllegalArgumentException: ")
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void noSecretIsRepeatedWhateverOptionItIsTheValueOf(Place place) {
        for (Option option : Options.all()) {
            if (place == Place.CAMEL_WEBHOOK && OF_CAMEL_WEBHOOK.contains(option.name())) {
                continue;
            }
            for (String secret : List.of("sk_org_live_" + CANARY, "whsec_" + CANARY)) {
                StringWriter told = new StringWriter();
                try (LogLines lines = new LogLines()) {
                    Throwable thrown =
                            catchThrowable(() -> startUnder(place, option.name() + '=' + secret));
                    if (thrown != null) {
                        thrown.printStackTrace(new PrintWriter(told));
                    }
                    lines.all().forEach(line -> told.append(line.getFormattedMessage()));
                }
                assertThat(told.toString()).as(option.name()).doesNotContain(CANARY);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stripe:sk_live_" + CANARY,
                "stripe:customers/sk_live_" + CANARY,
                "stripe:lowdefy/sk_live_" + CANARY,
                "stripe:customers/list?params.limit..x=sk_live_" + CANARY,
                "stripe:customers/list?sk_live_" + CANARY + "=x",
                "stripe:customers/list?operation=sk_live_" + CANARY,
                "stripe:customers/list?connection=#bean:sk_live_" + CANARY,
                "stripe:customers/list?connection=sk_live_" + CANARY,
                "stripe:customers/list?idempotencyKey=${sk_live_" + CANARY
            })
    void noSecretIsRepeatedWhereverElseItStands(String uri) {
        StringWriter told = new StringWriter();
        Throwable thrown =
                catchThrowable(
                        () -> {
                            Service service = context.getEndpoint(uri).createProducer();
                            service.start();
                            context.createProducerTemplate().sendBody(uri, null);
                        });

        thrown.printStackTrace(new PrintWriter(told));
        assertThat(told.toString()).doesNotContain(CANARY);
    }

    private void startUnder(Place place, String options) throws Exception {
        Endpoint endpoint = context.getEndpoint(ENDPOINTS.get(place) + options);
        Service service =
                Place.PRODUCERS.contains(place)
                        ? endpoint.createProducer()
                        : endpoint.createConsumer(exchange -> {});
        try {
            service.start();
        } finally {
            service.stop();
        }
    }
}
