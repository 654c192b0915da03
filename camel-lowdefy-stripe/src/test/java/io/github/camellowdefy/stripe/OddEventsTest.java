// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.Stripe;
import com.stripe.model.Event;
import com.stripe.model.StripeRawJsonObject;
import com.stripe.model.v2.core.EventNotification;
import io.github.camellowdefy.stripe.event.SimulatedLog;
import io.github.camellowdefy.stripe.event.StripeEvent;
import io.github.camellowdefy.stripe.signature.SignatureSigner;
import io.github.camellowdefy.stripe.webhook.Deliveries;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events whose members are not what stripe-java's classes hold, with {@code outputType=object}. */
class OddEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Members that replace or join those of an event. */
    private static final List<String> SHAPES =
            List.of(
                    "'data': {'object': {'id': 'acct_1'}}",
                    "'data': {'object': {'id': 'ch_1', 'object': null}}",
                    "'data': {'object': {'id': 'ch_1', 'object': 5}}",
                    "'data': {'object': {'id': 'ch_1', 'object': ['charge']}}",
                    "'data': {'object': {'id': 'ch_1', 'object': {'object': 'charge'}}}",
                    "'data': {'object': {'id': 'nw_1', 'object': 'new_thing'}}",
                    "'data': {'object': {'id': 'ch_1', 'object': 'charge', 'amount': 'ten'}}",
                    "'data': {'object': {'id': 'ch_1', 'object': 'charge', 'metadata': []}}",
                    "'data': {'object': {'id': 5, 'object': 'charge', 'refunds': [null, 7]}}",
                    "'data': {'object': {'object': 'charge', 'customer': {'id': ['cus_1']}}}",
                    "'data': {'object': {'id': 'acct_1', 'object': 'v2.core.account'}}",
                    "'data': {'object': {}}",
                    "'data': {'object': [{'id': 'ch_1', 'object': 'charge'}]}",
                    "'data': {'object': null}",
                    "'data': {'object': 5}",
                    "'data': {'object': 'ch_1'}",
                    "'data': {'previous_attributes': [1]}",
                    "'data': {}",
                    "'data': null",
                    "'data': []",
                    "'data': 'none'",
                    "'livemode': 'maybe'",
                    "'request': 'req_1', 'pending_webhooks': 'two'",
                    "'request': [], 'account': {'id': 'acct_1'}",
                    "'created': 'yesterday'",
                    "'type': null",
                    "'object': 'v2.core.event'",
                    "'object': 'v2.core.event', 'type': null",
                    "'object': 'v2.core.event', 'created': 'yesterday', 'reason': 5",
                    "'object': 'v2.core.event', 'related_object': ['mtr_1'], 'context': {}");

    private final SimulatedLog log = new SimulatedLog();
    private final HttpStub http = new HttpStub();
    private final List<Object> bodies = new CopyOnWriteArrayList<>();
    private Routes routes;

    @AfterEach
    void close() {
        if (routes != null) {
            routes.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2017-12-14", Stripe.API_VERSION})
    void arePolledOnceEachAndInOrder(String version) throws Exception {
        log.append(SHAPES.size(), 1);
        start(
                new EventsApi(log, event -> odd(event, version)),
                r ->
                        r.from(
                                        "stripe:events?initialDelay=0&delay=20&startFrom=earliest&outputType=object")
                                .process(e -> bodies.add(e.getMessage().getBody()))
                                .to("mock:events"));
        await().until(() -> routes.mock("mock:events").getReceivedCounter() >= SHAPES.size());
        String next;
        synchronized (log) {
            next = log.append();
        }
        await().until(() -> bodies.size() > SHAPES.size());

        assertThat(routes.mock("mock:events").getExchanges())
                .extracting(e -> e.getMessage().getHeader(StripeConstants.EVENT_ID))
                .hasSize(SHAPES.size() + 1)
                .isEqualTo(log.ids())
                .endsWith(next);
        assertReadable(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2017-12-14", Stripe.API_VERSION})
    void areDeliveredByTheWebhook(String version) throws Exception {
        start(
                Reply.json("{}"),
                r ->
                        r.from(
                                        "stripe:webhook?httpServerComponent=http-stub&outputType=object&webhookSecret="
                                                + Deliveries.CURRENT)
                                .process(e -> bodies.add(e.getMessage().getBody())));
        for (byte[] delivery : deliveries(version)) {
            Exchange answer = http.post(delivery, signature(delivery));

            assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .as(new String(delivery, UTF_8))
                    .isEqualTo(200);
        }
        assertReadable(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2017-12-14", Stripe.API_VERSION})
    void areConstructedFromADelivery(String version) throws Exception {
        start(Reply.json("{}"), r -> r.from("direct:nothing").to("mock:nothing"));
        for (byte[] delivery : deliveries(version)) {
            Exchange done =
                    routes.send(
                            "stripe:webhooks/constructEvent?outputType=object&webhookSecret="
                                    + Deliveries.CURRENT,
                            exchange -> {
                                exchange.getMessage().setBody(delivery);
                                exchange.getMessage()
                                        .setHeader("Stripe-Signature", signature(delivery));
                            });

            assertThat(done.getException()).as(new String(delivery, UTF_8)).isNull();
            bodies.add(done.getMessage().getBody());
        }
        assertReadable(version);
    }

    @Test
    void areNoEventsOfStripesModelWhereTheyDoNotFitIt() throws Exception {
        start(Reply.json("{}"), r -> r.from("direct:nothing").to("mock:nothing"));

        assertThat(converted("'data': {'object': {'id': 'acct_1'}}")).isInstanceOf(Event.class);
        assertThat(converted("'data': []")).isNull();
    }

    private Event converted(String shape) throws IOException {
        Map<String, ?> event = odd(new StripeEvent(Map.of("id", "evt_1")), "", shape);
        return routes.context().getTypeConverter().convertTo(Event.class, event);
    }

    /** What came can be looked into, and says what was sent. */
    private void assertReadable(String version) throws Exception {
        for (int i = 0; i < SHAPES.size(); i++) {
            Object body = bodies.get(i);
            assertThat(body)
                    .as(SHAPES.get(i))
                    .isInstanceOfAny(
                            Event.class, EventNotification.class, StripeRawJsonObject.class);
            if (body instanceof Event event) {
                assertThat(event.toJson()).contains("\"evt_" + i + '"');
                assertThat(event.getApiVersion()).isEqualTo(version.isEmpty() ? null : version);
                Map<?, ?> data = (Map<?, ?>) odd(i, version).get("data");
                Map<?, ?> object = data == null ? null : (Map<?, ?>) data.get("object");
                var deserializer = event.getDataObjectDeserializer();
                assertThat(deserializer.getObject().isPresent())
                        .as(SHAPES.get(i))
                        .isEqualTo(object != null);
                if (object != null && object.get("object") instanceof String) {
                    assertThat(JSON.readValue(deserializer.getRawJson(), Map.class))
                            .isEqualTo(object);
                } else {
                    assertThat(deserializer.deserializeUnsafe())
                            .isInstanceOf(StripeRawJsonObject.class);
                }
                deserializer
                        .getObject()
                        .ifPresent(held -> assertThat(held.getRawJsonObject()).isNotNull());
            } else if (body instanceof StripeRawJsonObject raw) {
                Map<?, ?> event = JSON.readValue(raw.getRawJsonObject().toString(), Map.class);
                assertThat(event.get("data")).isEqualTo(odd(i, version).get("data"));
            }
        }
    }

    private static List<byte[]> deliveries(String version) throws IOException {
        List<byte[]> deliveries = new ArrayList<>();
        for (int i = 0; i < SHAPES.size(); i++) {
            deliveries.add(JSON.writeValueAsBytes(odd(i, version)));
        }
        return deliveries;
    }

    private static Map<String, ?> odd(int shape, String version) {
        return odd(new StripeEvent(Map.of("id", "evt_" + shape)), version);
    }

    private static Map<String, ?> odd(StripeEvent event, String version) {
        int index = Integer.parseInt(event.id().substring("evt_".length()));
        return odd(event, version, index < SHAPES.size() ? SHAPES.get(index) : "'data': {}");
    }

    private static Map<String, ?> odd(StripeEvent event, String version, String shape) {
        Map<String, Object> odd = new LinkedHashMap<>();
        odd.put("object", "event");
        odd.put("type", "charge.succeeded");
        odd.put("created", SimulatedLog.START);
        odd.putAll(event.body());
        if (!version.isEmpty()) {
            odd.put("api_version", version);
        }
        try {
            odd.putAll(JSON.readValue('{' + shape.replace('\'', '"') + '}', Map.class));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return odd;
    }

    private static String signature(byte[] delivery) {
        return new SignatureSigner(Deliveries.CURRENT).header(delivery, Deliveries.NOW);
    }

    private void start(Reply stripe, Consumer<RouteBuilder> definition) throws Exception {
        routes =
                Routes.start(
                        stripe,
                        context -> {
                            context.addComponent("http-stub", http);
                            context.getRegistry().bind("clock", Clock.class, log.clock);
                        },
                        definition);
    }
}
