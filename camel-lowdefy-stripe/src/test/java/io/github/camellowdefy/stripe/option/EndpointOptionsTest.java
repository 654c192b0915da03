// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.OptionConfigurer;
import io.github.camellowdefy.stripe.ReceivedRequest;
import io.github.camellowdefy.stripe.Routes;
import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.StripeEndpoint;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.client.InMemoryBuckets;
import io.github.camellowdefy.stripe.client.settings.SystemTimeline;
import io.github.camellowdefy.stripe.connection.ConnectionOptions;
import io.github.camellowdefy.stripe.connection.KeySource;
import io.github.camellowdefy.stripe.producer.StripeProducer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointOptionsTest {

    private static final String CANARY = "sk_live_CANARY0123456789";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.getRegistry().bind("budgets", InMemoryBuckets.blocking(new SystemTimeline()));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "stripe, ''",
        "stripe?timeout=5, ''",
        "stripe:?timeout=5, ''",
        "stripe:customers, customers",
        "stripe://customers, customers",
        "stripe:customers/list, customers/list",
        "stripe:checkout/sessions/listLineItems?timeout=5, checkout/sessions/listLineItems",
        "lowdefy-stripe, ''",
        "lowdefy-stripe:customers/list?timeout=5, customers/list"
    })
    void thePathIsWhatFollowsTheScheme(String uri, String path) {
        assertThat(endpoint(uri).getPath()).isEqualTo(path);
    }

    @Test
    void everyOptionOfTheEndpointIsSetFromItsUri() {
        StripeEndpoint endpoint =
                endpoint(
                        "stripe:customers/list?secretKey=sk_test_1&apiVersion=2017-12-14&timeout=5s"
                                + "&deadline=1m&maxNetworkRetries=0&telemetry=false&stripeAccount=acct_1"
                                + "&maxConcurrentRequests=7&requestsPerSecond=20&outputType=json"
                                + "&params.limit=30&params.created[gte]=1700000000&params.expand=data.customer");

        StripeConfiguration configuration = endpoint.getConfiguration();
        assertThat(configuration.getSecretKey()).isEqualTo("sk_test_1");
        assertThat(configuration.getTimeout()).isEqualTo(5_000);
        assertThat(configuration.getDeadline()).isEqualTo(60_000);
        assertThat(configuration.getMaxNetworkRetries()).isZero();
        assertThat(configuration.getTelemetry()).isFalse();
        assertThat(configuration.getOutputType()).hasToString("JSON");
        assertThat(EndpointOptions.params(endpoint.getProducerConfiguration().getParams()))
                .isEqualTo(
                        Map.of(
                                "limit", 30L,
                                "created.gte", 1_700_000_000L,
                                "expand", "data.customer"));
    }

    @ParameterizedTest
    @CsvSource({
        "30, java.lang.Long",
        "-1, java.lang.Long",
        "true, java.lang.Boolean",
        "01234, java.lang.String",
        "1.50, java.lang.String",
        "1234567890123456789, java.lang.String",
        "True, java.lang.String",
        "usd, java.lang.String"
    })
    void defaultParametersAreNumbersOnlyWhereTheyReadBackTheSame(String text, String type) {
        Object value = EndpointOptions.params(Map.of("amount", text)).get("amount");

        assertThat(value).hasToString(text);
        assertThat(value.getClass().getName()).isEqualTo(type);
    }

    @Test
    void metadataStaysText() {
        assertThat(EndpointOptions.params(Map.of("metadata.order", "7")))
                .isEqualTo(Map.of("metadata.order", "7"));
    }

    @Test
    void nearestWins() {
        StripeConfiguration bean = new StripeConfiguration();
        bean.setStripeAccount("acct_bean");
        bean.setTimeout(2_000L);
        context.getRegistry().bind("europe", bean);
        StripeConfiguration ofComponent =
                context.getComponent("stripe", StripeComponent.class).getConfiguration();
        ofComponent.setStripeAccount("acct_component");
        ofComponent.setTimeout(3_000L);
        ofComponent.setApiVersion("2020-08-27");

        StripeConfiguration effective =
                endpoint("stripe:customers?connection=#bean:europe&stripeAccount=acct_uri")
                        .effectiveConfiguration();

        assertThat(effective.getStripeAccount()).isEqualTo("acct_uri");
        assertThat(effective.getTimeout()).isEqualTo(2_000);
        assertThat(effective.getApiVersion()).isEqualTo("2020-08-27");
        assertThat(effective.getMaxNetworkRetries()).isNull();
        assertThat(bean.getStripeAccount()).isEqualTo("acct_bean");
        assertThat(bean.getApiVersion()).isNull();
        assertThat(ofComponent.getStripeAccount()).isEqualTo("acct_component");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // on the component | on the bean | on the endpoint | api, files, connect,
                // meterEvents
                "- | - | - | https://api.stripe.com https://files.stripe.com https://connect.stripe.com https://meter-events.stripe.com",
                "apiBase=http://c:1 | - | - | http://c:1 http://c:1 http://c:1 http://c:1",
                "- | apiBase=http://b:1 | - | http://b:1 http://b:1 http://b:1 http://b:1",
                "- | - | apiBase=http://e:1/ | http://e:1 http://e:1 http://e:1 http://e:1",
                "apiBase=http://c:1 | apiBase=http://b:1 | apiBase=http://e:1 | http://e:1 http://e:1 http://e:1 http://e:1",
                "filesBase=http://f:1 | - | apiBase=http://e:1 | http://e:1 http://f:1 http://e:1 http://e:1",
                "connectBase=http://f:1 | meterEventsBase=http://m:1 | apiBase=http://e:1 | http://e:1 http://e:1 http://f:1 http://m:1",
                "apiBase=http://c:1 | filesBase=http://b:1 | meterEventsBase=http://e:1 | http://c:1 http://b:1 http://c:1 http://e:1",
                "apiBase=http://c:1 | - | apiBase=https://api.stripe.com | https://api.stripe.com https://files.stripe.com https://connect.stripe.com https://meter-events.stripe.com",
                "- | - | apiBase=https://API.stripe.com | https://API.stripe.com https://files.stripe.com https://connect.stripe.com https://meter-events.stripe.com",
                "- | - | apiBase=https://api.stripe.com.example | https://api.stripe.com.example https://api.stripe.com.example https://api.stripe.com.example https://api.stripe.com.example",
                "- | - | apiBase=https://mystripe.com | https://mystripe.com https://mystripe.com https://mystripe.com https://mystripe.com",
                "- | - | filesBase=http://e:1 | https://api.stripe.com http://e:1 https://connect.stripe.com https://meter-events.stripe.com",
                "- | - | apiBase=https://gate.example/stripe | https://gate.example/stripe https://gate.example/stripe https://gate.example/stripe https://gate.example/stripe"
            })
    void aBaseThatIsNotSetFollowsAnApiBaseThatIsNotStripes(
            String component, String bean, String endpoint, String bases) {
        StripeConfiguration europe = new StripeConfiguration();
        context.getRegistry().bind("europe", europe);
        set(context.getComponent("stripe", StripeComponent.class).getConfiguration(), component);
        set(europe, bean);
        StripeConfiguration effective =
                endpoint(
                                "stripe:customers?connection=#bean:europe"
                                        + (endpoint == null ? "" : '&' + endpoint))
                        .effectiveConfiguration();

        Map<ApiBase, String> used =
                new ConnectionOptions(effective).settings(() -> "sk_1", null).bases();

        assertThat(
                        String.join(
                                " ",
                                used.get(ApiBase.API),
                                used.get(ApiBase.FILES),
                                used.get(ApiBase.CONNECT),
                                used.get(ApiBase.METER_EVENTS)))
                .isEqualTo(bases);
    }

    private void set(StripeConfiguration configuration, String option) {
        if (option != null) {
            String[] pair = option.split("=");
            new OptionConfigurer().configure(context, configuration, pair[0], pair[1], true);
        }
    }

    @Test
    void theFourHostsAreAskedAtTheBaseThatTheyFollow() throws Exception {
        try (Routes routes =
                Routes.start(
                        context ->
                                context.getComponent("stripe", StripeComponent.class)
                                        .getConfiguration()
                                        .setFilesBase(null),
                        r -> r.from("direct:call").to("stripe"))) {
            for (Object call :
                    List.of(
                            Map.of("customers", Map.of("list", List.of())),
                            Map.of(
                                    "files",
                                    Map.of(
                                            "create",
                                            Map.of(
                                                    "purpose",
                                                    "dispute_evidence",
                                                    "file",
                                                    "x".getBytes(StandardCharsets.UTF_8)))),
                            Map.of("quotes", Map.of("pdf", "qt_1")),
                            Map.of("oauth", Map.of("token", Map.of("grant_type", "refresh_token"))),
                            Map.of(
                                    "v2",
                                    Map.of(
                                            "billing",
                                            Map.of(
                                                    "meterEventStream",
                                                    Map.of(
                                                            "create",
                                                            Map.of("events", List.of()))))))) {
                routes.send("direct:call", call);
            }

            assertThat(routes.server().requests())
                    .extracting(ReceivedRequest::target)
                    .containsExactly(
                            "/v1/customers",
                            "/v1/files",
                            "/v1/quotes/qt_1/pdf",
                            "/oauth/token",
                            "/v2/billing/meter_event_stream");
        }
    }

    @Test
    void endpointsShareNoState() {
        StripeEndpoint one = endpoint("stripe:customers?timeout=1000");
        StripeEndpoint other = endpoint("stripe:customers?timeout=2000");

        other.getConfiguration().setStripeAccount("acct_2");

        assertThat(one.getConfiguration().getStripeAccount()).isNull();
        assertThat(one.effectiveConfiguration().getTimeout()).isEqualTo(1_000);
        assertThat(other.effectiveConfiguration()).isNotSameAs(other.getConfiguration());
    }

    @Test
    void anUnknownOptionIsNamedWithTheNearestAndWithoutItsValue() {
        assertThatThrownBy(() -> endpoint("stripe:customers?secretKy=" + CANARY))
                .hasRootCauseMessage("There is no option secretKy; the nearest is secretKey.")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void optionsAreFoundWhateverTheirCaseAndThoseOfTheSchedulerByTheirPrefix() {
        StripeEndpoint endpoint =
                endpoint(
                        "stripe:events?TIMEOUT=5&max-network-retries=1&scheduler=none&scheduler.cron=0+0+*+*+*");

        assertThat(endpoint.getConfiguration().getTimeout()).isEqualTo(5);
        assertThat(endpoint.getConfiguration().getMaxNetworkRetries()).isEqualTo(1);
        assertThat(endpoint.getSchedulerProperties()).containsKey("cron");
    }

    @Test
    void aParameterWrittenAsAnOptionIsToldItsPrefix() {
        assertThatThrownBy(() -> endpoint("stripe:customers/list?limit=3"))
                .hasRootCauseMessage(
                        "There is no option limit; a parameter of the call is written params.limit.");
    }

    @ParameterizedTest
    @CsvSource({
        "timeot, the nearest is timeout",
        "MaxNetworkRetry, the nearest is maxNetworkRetries",
        "apiKey, the nearest is secretKey",
        "host, the nearest is apiBase",
        "account, the nearest is stripeAccount",
        "configuration, the nearest is connection",
        "configuration.timeout, a parameter of the call is written params.configuration.timeout",
        "connection.timeout, a parameter of the call is written params.connection.timeout",
        "param.limit, a parameter of the call is written params.limit",
        "nope, a parameter of the call is written params.nope"
    })
    void anUnknownOptionIsToldWhatWasMostLikelyMeant(String option, String advice) {
        assertThatThrownBy(() -> endpoint("stripe:customers/list?" + option + "=3"))
                .hasRootCauseMessage("There is no option %s; %s.", option, advice);
    }

    @Test
    void aConnectionIsFoundWithAndWithoutAPath() {
        context.getRegistry().bind("here", new StripeConfiguration());

        assertThat(endpoint("stripe?connection=#bean:here")).isNotNull();
        assertThat(endpoint("stripe:?connection=#bean:here")).isNotNull();
        assertThat(endpoint("stripe:customers?connection=#bean:here")).isNotNull();
        assertThat(endpoint("lowdefy-stripe?connection=#here")).isNotNull();
    }

    @Test
    void aConnectionThatIsNoConfigurationIsRefused() {
        context.getRegistry().bind("text", new StringBuilder());

        assertThatThrownBy(() -> endpoint("stripe:customers?connection=#bean:text"))
                .hasRootCauseMessage(
                        "The option connection names #bean:text; expected a bean of type "
                                + StripeConfiguration.class.getName()
                                + '.');
        assertThatThrownBy(() -> endpoint("stripe:customers?connection=#bean:missing"))
                .hasMessageContaining("missing");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("", "secretKey is missing;"),
                Arguments.of("secretKey=pk_test_123", "publishable key"),
                Arguments.of("secretKey=whsec_123", "webhook signing secret"),
                Arguments.of("secretKey=sk_test_1%0A", "line break"),
                Arguments.of("secretKey=sk_1&apiBase=api.stripe.com", "apiBase is not a base URL"),
                Arguments.of("secretKey=sk_1&apiBase=ftp://x", "apiBase is not a base URL"),
                Arguments.of("secretKey=sk_1&filesBase=https://a@b", "filesBase is not a base URL"),
                Arguments.of("secretKey=sk_1&timeout=-1", "timeout is -1"),
                Arguments.of("secretKey=sk_1&maxNetworkRetries=-1", "maxNetworkRetries is -1"),
                Arguments.of(
                        "secretKey=sk_1&maxConcurrentRequests=0", "maxConcurrentRequests is 0"),
                Arguments.of("secretKey=sk_1&requestsPerSecond=-5", "requestsPerSecond is -5"),
                Arguments.of(
                        "secretKey=sk_1&requestsPerSecond=80&rateLimiter=budgets",
                        "rateLimiter is a String; expected a ProxyManager or AsyncProxyManager of Bucket4j"),
                Arguments.of(
                        "secretKey=sk_1&rateLimiter=#bean:budgets",
                        "rateLimiter is set without requestsPerSecond"),
                Arguments.of(
                        "secretKey=sk_1&requestsPerSecond=80&rateLimiterFallback=25",
                        "rateLimiterFallback is set without rateLimiter"),
                Arguments.of(
                        "secretKey=sk_1&requestsPerSecond=80&rateLimiter=#bean:budgets&rateLimiterFallback=0",
                        "rateLimiterFallback is 0; expected a number from 1 to 100"),
                Arguments.of("secretKey=sk_1&proxyHost=proxy", "proxyHost and proxyPort"),
                Arguments.of("secretKey=sk_1&proxyPort=3128", "proxyHost and proxyPort"),
                Arguments.of("secretKey=sk_1&proxyUsername=u", "proxyHost and proxyPort"),
                Arguments.of(
                        "secretKey=sk_1&proxyHost=proxy&proxyPort=3128&proxyPassword=p",
                        "proxyPassword is set without proxyUsername"),
                Arguments.of("secretKey=sk_1&stripeAccount=a%0Ab", "stripeAccount"),
                Arguments.of(
                        "secretKey=sk_1&stripeAccount=acct_1&stripeContext=ctx_1",
                        "stripeAccount and stripeContext are both set"),
                Arguments.of(
                        "secretKey=sk_1&idempotencyKey=${header.order",
                        "idempotencyKey is \"${header.order\", which is no Simple expression"),
                Arguments.of("secretKey=sk_1&maxItems=-1", "maxItems is -1"),
                Arguments.of("secretKey=sk_1&backfill=-1", "backfill is -1"),
                Arguments.of("secretKey=sk_1&params.created..gte=1", "params.created..gte"),
                Arguments.of("secretKey=sk_1&allowedOperations=custmers/*", "allowedOperations"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatCannotWorkFailsAtStartInOneSentence(String options, String sentence) throws Exception {
        StripeProducer producer =
                (StripeProducer) endpoint("stripe:customers/list?" + options).createProducer();

        assertThatThrownBy(producer::start)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(sentence)
                .doesNotContain("\n", "123", "sk_1", "sk_test_1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customers/list?maxItems=3 | maxItems is set without autoPaging=true",
                "customers/list?backfill=3 | backfill is set without autoPaging=true",
                "customers/list?autoPaging=true&ordered=true | ordered is set without backfill",
                "customers/create?autoPaging=true | autoPaging is set, but customers.create gives no list.",
                "balance?autoPaging=true | autoPaging is set, but balance gives no list.",
                "rawRequest?autoPaging=true | autoPaging is set, but rawRequest gives no list.",
                "customers/search?autoPaging=true&backfill=4 | but customers.search gives no v1 list"
            })
    void anOptionThatWouldHaveNoEffectIsRefusedAtStart(String uri, String sentence)
            throws Exception {
        StripeProducer producer =
                (StripeProducer) endpoint("stripe:" + uri + "&secretKey=sk_1").createProducer();

        assertThatThrownBy(producer::start)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("The option ")
                .contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stripe?autoPaging=true&backfill=2&ordered=true&maxItems=9",
                "stripe:customers?autoPaging=true&backfill=2",
                "stripe:customers/search?autoPaging=true&maxItems=9",
                "stripe:v2/core/events/list?autoPaging=true"
            })
    void anOptionThatMayHaveAnEffectIsAccepted(String uri) throws Exception {
        StripeProducer producer =
                (StripeProducer) endpoint(uri + "&secretKey=sk_1").createProducer();

        assertThatCode(producer::start).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout=abc | The option timeout is \"abc\"; expected a whole number, of milliseconds where it is a time, or a time such as 5s.",
                "timeout=5x | The option timeout is \"5x\"; expected a whole number, of milliseconds where it is a time, or a time such as 5s.",
                "timeout=PT5S | The option timeout is \"PT5S\"; expected a whole number, of milliseconds where it is a time, or a time such as 5s.",
                "maxNetworkRetries=two | The option maxNetworkRetries is \"two\"; expected a whole number.",
                "max-network-retries=two | The option max-network-retries is \"two\"; expected a whole number.",
                "maxNetworkRetries=1.5 | The option maxNetworkRetries is \"1.5\"; expected a whole number.",
                "requestsPerSecond= | The option requestsPerSecond is \"\"; expected a whole number.",
                "telemetry=maybe | The option telemetry is \"maybe\"; expected true or false.",
                "outputType=xml | The option outputType is \"xml\"; expected map or json or object.",
                "envelope=sqs | The option envelope is \"sqs\"; expected none or eventBridge or eventGrid.",
                "params=3 | The option params is \"3\"; expected one option for each of its entries, such as params.limit=30."
            })
    void aValueOfTheWrongKindIsRefusedWithWhatTheOptionTakes(String option, String sentence) {
        assertThatThrownBy(() -> endpoint("stripe:customers/list?" + option.trim()))
                .hasRootCauseMessage(sentence)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout=5s",
                "timeout=1m30s",
                "timeout=2min",
                "timeout=500ms",
                "timeout=80000",
                "outputType=JSON",
                "envelope=event-bridge",
                "telemetry=FALSE",
                "exchangePattern=InOut"
            })
    void aValueMayBeWrittenInAnyWayCamelReads(String option) {
        assertThat(endpoint("stripe:customers/list?" + option)).isNotNull();
    }

    @Test
    void aPathThatLeadsNowhereFailsAtStartWithTheNearestNames() throws Exception {
        StripeProducer producer =
                (StripeProducer)
                        endpoint("stripe:custmers/list?secretKey=sk_test_1").createProducer();

        assertThatThrownBy(producer::start)
                .hasMessageContaining("custmers")
                .hasMessageContaining("customers.list")
                .hasMessageMatching(".*the nearest are \\S+, \\S+, \\S+\\.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "call", "invoke", "api"})
    void aPathThatIsMeantForTheWholeMapIsToldWhereThatGoes(String path) throws Exception {
        StripeProducer producer =
                (StripeProducer)
                        endpoint("stripe:" + path + "?secretKey=sk_test_1").createProducer();

        assertThatThrownBy(producer::start)
                .hasMessageStartingWith("There is no operation \"%s\"; the nearest are ", path)
                .hasMessageEndingWith(
                        " A body that holds the whole map, such as {customers: {list: {limit: 30}}}, goes to the endpoint stripe, without a path.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stripe",
                "stripe:customers",
                "stripe:customers/list",
                "stripe:events/list",
                "stripe:webhook/shop"
            })
    void operationsCannotBeConsumedFrom(String uri) {
        Endpoint endpoint = endpoint(uri);

        assertThatThrownBy(() -> endpoint.createConsumer(exchange -> {}))
                .hasMessageContaining("nothing to consume from");
        assertThatThrownBy(endpoint::createPollingConsumer)
                .hasMessageContaining("nothing to consume from");
    }

    @Test
    void theServiceLocationTellsWhereWithoutAnyKey() {
        EndpointServiceLocation location =
                endpoint(
                        "stripe:customers?secretKey="
                                + CANARY
                                + "&apiBase=http://localhost:12111/&stripeAccount=acct_1&apiVersion=2017-12-14");

        assertThat(location.getServiceUrl()).isEqualTo("http://localhost:12111");
        assertThat(location.getServiceProtocol()).isEqualTo("rest");
        assertThat(location.getServiceMetadata())
                .isEqualTo(Map.of("stripeAccount", "acct_1", "apiVersion", "2017-12-14"));
    }

    @Test
    void noKeyIsInAnyTextOfAnEndpoint() {
        StripeEndpoint endpoint =
                endpoint("stripe:customers?secretKey=" + CANARY + "&proxyPassword=" + CANARY);

        assertThat(
                        Stream.of(
                                endpoint,
                                endpoint.getConfiguration(),
                                endpoint.effectiveConfiguration(),
                                KeySource.nearest(
                                        endpoint.getConfiguration(),
                                        null,
                                        endpoint.getComponent(),
                                        endpoint.getComponent()::getConfiguration,
                                        "stripe")))
                .allSatisfy(part -> assertThat(part.toString()).doesNotContain(CANARY));
    }

    private StripeEndpoint endpoint(String uri) {
        return context.getEndpoint(uri, StripeEndpoint.class);
    }
}
