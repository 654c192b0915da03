// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.Routes;
import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.client.InMemoryBuckets;
import io.github.camellowdefy.stripe.client.settings.SystemTimeline;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionSharingTest {

    /** Answers with the key the request came with, as the id of a customer. */
    private static final Reply WHOSE =
            exchange -> {
                String key = exchange.request().header("Authorization").substring(7);
                Reply.json("{\"id\":\"" + key + "\"}").play(exchange);
            };

    private Routes routes;

    @AfterEach
    void close() {
        routes.close();
    }

    @Test
    void endpointsThatDifferOnlyInWhatACallCanSayShareOneConnection() throws Exception {
        routes =
                Routes.start(
                        r -> {
                            r.from("direct:a").to("stripe:customers/list");
                            r.from("direct:b").to("stripe:charges?timeout=5000");
                            r.from("direct:c").to("stripe?stripeAccount=acct_1&outputType=json");
                            r.from("direct:d").to("stripe?apiVersion=2017-12-14");
                        });

        assertThat(connections()).hasSize(1);
    }

    @Test
    void endpointsThatDifferInTheConnectionItselfDoNot() throws Exception {
        StripeConfiguration bean = new StripeConfiguration().setSecretKey(Routes.KEY);
        startWith(
                bean,
                r -> {
                    r.from("direct:a").to("stripe:customers/list");
                    r.from("direct:b").to("stripe:customers/list?secretKey=sk_test_b");
                    r.from("direct:c").to("stripe:customers/list?secretKey=sk_test_c");
                    r.from("direct:d").to("stripe:charges/list?secretKey=sk_test_c");
                    r.from("direct:e").to("stripe:customers/list?connection=#bean:europe");
                    r.from("direct:f").to("stripe:charges/list?connection=#bean:europe");
                    r.from("direct:g").to("stripe:customers/list?requestsPerSecond=50");
                });

        assertThat(connections())
                .containsExactly(
                        "component-1", "endpoint-2", "endpoint-3", "europe", "component-5");
    }

    @Test
    void aConnectionHasTheNameOfTheBeanThatHoldsItsKey() throws Exception {
        StripeConfiguration europe = new StripeConfiguration().setSecretKey("sk_test_same");
        StripeConfiguration asia = europe.copy();
        StripeConfiguration noKey = new StripeConfiguration();
        noKey.setRequestsPerSecond(5);
        routes =
                Routes.start(
                        context -> {
                            context.getRegistry().bind("europe", europe);
                            context.getRegistry().bind("asia", asia);
                            context.getRegistry().bind("slow", noKey);
                        },
                        r -> {
                            r.from("direct:a").to("stripe:customers/list?connection=#bean:europe");
                            r.from("direct:b").to("stripe:customers/list?connection=#asia");
                            r.from("direct:c")
                                    .to(
                                            "stripe:customers/list?connection=#bean:europe&requestsPerSecond=5");
                            r.from("direct:d").to("stripe:customers/list?connection=#bean:slow");
                            r.from("direct:e").to("stripe?connection=#bean:europe");
                        });

        assertThat(connections()).containsExactly("europe", "asia", "europe-3", "component-4");
    }

    @Test
    void aConnectionThatIsOpenedAnewKeepsItsName() throws Exception {
        StripeConfiguration europe = new StripeConfiguration().setSecretKey("sk_test_bean");
        startWith(
                europe,
                r -> {
                    r.from("direct:a").routeId("a").to("stripe:customers/list");
                    r.from("direct:b")
                            .routeId("b")
                            .to("stripe:customers/list?connection=#bean:europe");
                });

        for (String route : List.of("a", "b")) {
            routes.context().getRouteController().stopRoute(route);
        }
        for (String route : List.of("b", "a")) {
            routes.context().getRouteController().startRoute(route);
        }

        assertThat(connections()).containsExactly("europe", "component-1");
    }

    @Test
    void aMissingKeyIsToldByThePropertyOfTheComponentInUse() throws Exception {
        routes = Routes.start(r -> r.from("direct:a").to("mock:a"));
        routes.context().addComponent("payments", new StripeComponent());

        for (String scheme : List.of("lowdefy-stripe", "payments")) {
            assertThatThrownBy(
                            () ->
                                    routes.template()
                                            .sendBody(scheme + ":customers/list", (Object) null))
                    .hasStackTraceContaining("(camel.component." + scheme + ".secret-key).");
        }
    }

    @Test
    void theAliasSharesWithTheScheme() throws Exception {
        routes =
                Routes.start(
                        r -> {
                            r.from("direct:a").to("stripe:customers/list?secretKey=sk_test_a");
                            r.from("direct:b")
                                    .toF(
                                            "lowdefy-stripe:customers/list?secretKey=sk_test_a&apiBase=%s&filesBase=%s",
                                            r.getContext()
                                                    .getComponent("stripe", StripeComponent.class)
                                                    .getConfiguration()
                                                    .getApiBase(),
                                            r.getContext()
                                                    .getComponent("stripe", StripeComponent.class)
                                                    .getConfiguration()
                                                    .getFilesBase());
                        });

        assertThat(connections()).hasSize(1);
    }

    @Test
    void contextsThatNameTheSameProxyManagerShareABudget() throws Exception {
        try (SystemTimeline timeline = new SystemTimeline()) {
            InMemoryBuckets budgets = InMemoryBuckets.blocking(timeline);
            StripeConfiguration europe = new StripeConfiguration().setSecretKey("sk_test_bean");
            europe.setRequestsPerSecond(50);
            europe.setRateLimiter(budgets);
            routes =
                    Routes.start(
                            context -> {
                                context.getRegistry().bind("budgets", budgets);
                                context.getRegistry().bind("europe", europe);
                                StripeConfiguration component =
                                        context.getComponent("stripe", StripeComponent.class)
                                                .getConfiguration();
                                component.setRequestsPerSecond(50);
                                component.setRateLimiter(budgets);
                            },
                            r -> {
                                r.from("direct:component").to("stripe:customers/list");
                                r.from("direct:bean")
                                        .to("stripe:customers/list?connection=#bean:europe");
                                r.from("direct:uri")
                                        .to(
                                                "stripe:customers/list?secretKey=sk_test_bean&requestsPerSecond=50&rateLimiter=#bean:budgets");
                            });

            for (String route : List.of("direct:component", "direct:bean", "direct:uri")) {
                assertThat(routes.send(route, null).getException()).isNull();
            }
            assertThat(connections()).containsExactly("component-1", "europe", "endpoint-3");
            assertThat(budgets.requests()).isGreaterThanOrEqualTo(3);
            assertThat(budgets.keys()).hasSize(2);
        }
    }

    @Test
    void theLastRouteToStopClosesTheConnection() throws Exception {
        routes =
                Routes.start(
                        r -> {
                            r.from("direct:a").routeId("a").to("stripe:customers/list");
                            r.from("direct:b").routeId("b").to("stripe:charges/list");
                        });

        routes.context().getRouteController().stopRoute("a");
        assertThat(connections()).hasSize(1);
        assertThat(routes.send("direct:b", null).getException()).isNull();
        routes.context().getRouteController().stopRoute("b");
        assertThat(connections()).isEmpty();
        routes.context().getRouteController().startRoute("a");
        assertThat(routes.send("direct:a", null).getException()).isNull();
    }

    @Test
    void theKeyOfTheUriWinsOverTheConnectionsAndThatOverTheComponents() throws Exception {
        StripeConfiguration bean = new StripeConfiguration().setSecretKey("sk_test_bean");
        startWith(
                bean,
                r -> {
                    r.from("direct:component").to("stripe:customers/list");
                    r.from("direct:bean").to("stripe:customers/list?connection=#bean:europe");
                    r.from("direct:uri")
                            .to(
                                    "stripe:customers/list?connection=#bean:europe&secretKey=sk_test_uri");
                });
        routes.server().otherwise(WHOSE);

        assertThat(keyOf("direct:component")).isEqualTo(Routes.KEY);
        assertThat(keyOf("direct:bean")).isEqualTo("sk_test_bean");
        assertThat(keyOf("direct:uri")).isEqualTo("sk_test_uri");
    }

    @Test
    void aNewKeyOnTheComponentIsUsedByTheNextCall() throws Exception {
        routes =
                Routes.start(
                        r -> {
                            r.from("direct:component").to("stripe:customers/list");
                            r.from("direct:uri").to("stripe:customers/list?secretKey=sk_test_uri");
                        });
        routes.server().otherwise(WHOSE);
        assertThat(keyOf("direct:component")).isEqualTo(Routes.KEY);

        routes.component().getConfiguration().setSecretKey("sk_test_rotated");
        assertThat(keyOf("direct:component")).isEqualTo("sk_test_rotated");

        StripeConfiguration other = routes.component().getConfiguration().copy();
        other.setSecretKey("sk_test_replaced");
        routes.component().setConfiguration(other);
        assertThat(keyOf("direct:component")).isEqualTo("sk_test_replaced");
        assertThat(keyOf("direct:uri")).isEqualTo("sk_test_uri");
    }

    @Test
    void aNewKeyOnAConnectionBeanIsUsedByTheNextCallAndByTheNextAttempt() throws Exception {
        StripeConfiguration bean = new StripeConfiguration().setSecretKey("sk_test_old");
        startWith(
                bean,
                r ->
                        r.from("direct:bean")
                                .to(
                                        "stripe:customers/list?connection=#bean:europe&maxNetworkRetries=1"));
        Reply rotate =
                exchange -> {
                    bean.setSecretKey("sk_test_new");
                    Reply.json(500, "{}").play(exchange);
                };
        routes.server().script(rotate).otherwise(WHOSE);

        assertThat(keyOf("direct:bean")).isEqualTo("sk_test_new");
    }

    @Test
    void aKeyThatIsReplacedByNoneOrByAPublishableOneIsRefused() throws Exception {
        routes = Routes.start(r -> r.from("direct:component").to("stripe:customers/list"));

        routes.component().getConfiguration().setSecretKey("pk_live_0123456789");
        Exchange publishable = routes.send("direct:component", null);
        routes.component().getConfiguration().setSecretKey(null);
        Exchange none = routes.send("direct:component", null);

        assertThat(publishable.getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageContaining("publishable")
                .hasMessageNotContaining("0123456789");
        assertThat(none.getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageContaining("secretKey is missing");
        assertThat(routes.server().arrivals()).isZero();
    }

    @Test
    void tenThousandInterleavedCallsOfTwoEndpointsEachCarryTheirOwnKey() throws Exception {
        routes =
                Routes.start(
                        r -> {
                            r.from("direct:0").to("stripe:customers/list?secretKey=sk_test_0");
                            r.from("direct:1").to("stripe:customers/list?secretKey=sk_test_1");
                        });
        routes.server().withoutRecording().otherwise(WHOSE);

        long mixedUp =
                IntStream.range(0, 10_000)
                        .parallel()
                        .filter(i -> !keyOf("direct:" + i % 2).equals("sk_test_" + i % 2))
                        .count();

        assertThat(mixedUp).isZero();
        assertThat(routes.server().arrivals()).isEqualTo(10_000);
    }

    private void startWith(StripeConfiguration europe, Consumer<RouteBuilder> builder)
            throws Exception {
        routes = Routes.start(context -> context.getRegistry().bind("europe", europe), builder);
    }

    private String keyOf(String uri) {
        return (String) routes.template().requestBody(uri, null, Map.class).get("id");
    }

    private List<String> connections() {
        return SharedConnections.views(routes.context()).stream()
                .map(ConnectionView::name)
                .toList();
    }
}
