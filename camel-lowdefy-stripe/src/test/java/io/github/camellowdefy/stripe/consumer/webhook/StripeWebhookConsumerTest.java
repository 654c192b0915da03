// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.v2.core.EventNotification;
import io.github.camellowdefy.stripe.HttpStub;
import io.github.camellowdefy.stripe.LogLines;
import io.github.camellowdefy.stripe.ReceivedRequest;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.Routes;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.StripeEndpoint;
import io.github.camellowdefy.stripe.signature.SignatureSigner;
import io.github.camellowdefy.stripe.webhook.Deliveries;
import io.github.camellowdefy.stripe.webhook.Deliveries.Delivery;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeWebhookConsumerTest {

    /** The common pool has one thread on two processors, and these wait. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private static final String WEBHOOK =
            "stripe:webhook?webhookSecret="
                    + Deliveries.CURRENT
                    + ','
                    + Deliveries.PREVIOUS
                    + "&httpServerComponent=http-stub";

    private static final Delivery SNAPSHOT = Deliveries.named("snapshot");
    private static final Delivery THIN = Deliveries.named("thin event");
    private static final String INTENT = "pi_3PxKj2LkdIwHu7ix0abcdef1";

    private final HttpStub http = new HttpStub();
    private Routes routes;

    @AfterEach
    void close() {
        if (routes != null) {
            routes.close();
        }
    }

    static Stream<Delivery> recorded() {
        return Deliveries.recorded().stream();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void acceptsWhatStripeSignedAndNothingElse(Delivery delivery) throws Exception {
        start(r -> r.from(WEBHOOK).to("mock:events"));

        Exchange answer = http.post(delivery.payload(), delivery.header());

        assertThat(status(answer)).isEqualTo(delivery.accepted() ? 200 : 400);
        assertThat(delivered()).isEqualTo(delivery.accepted() ? 1 : 0);
    }

    @Test
    void servesThePathItIsTold() throws Exception {
        start(r -> r.from(WEBHOOK + "&path=/hooks/stripe").routeId("hooks").to("mock:events"));

        assertThat(http.serves()).startsWith("POST").endsWith(" /hooks/stripe");
        routes.context().getRouteController().stopRoute("hooks");
        assertThat(http.serves()).isNull();
    }

    @Test
    void givesTheRouteTheEventAndNothingOfTheRequest() throws Exception {
        start(r -> r.from(WEBHOOK).to("mock:events"));

        Exchange answer =
                http.request(
                        "POST",
                        SNAPSHOT.payload(),
                        Map.of("Stripe-Signature", SNAPSHOT.header(), "X-Evil", "header"));

        Message message = message();
        Map<?, ?> body = message.getBody(Map.class);
        assertThat(body.get("id")).isEqualTo("evt_3PxKj2LkdIwHu7ix0Q1w2e3r");
        assertThat(message.getHeaders())
                .containsOnlyKeys(
                        StripeConstants.EVENT_ID,
                        StripeConstants.EVENT_TYPE,
                        StripeConstants.EVENT_CREATED,
                        StripeConstants.EVENT_API_VERSION,
                        StripeConstants.EVENT_PENDING_WEBHOOKS,
                        StripeConstants.EVENT_REQUEST_IDEMPOTENCY_KEY,
                        Exchange.MESSAGE_TIMESTAMP)
                .containsEntry(StripeConstants.EVENT_TYPE, "payment_intent.succeeded")
                .containsEntry(StripeConstants.EVENT_PENDING_WEBHOOKS, 1L)
                .containsEntry(
                        StripeConstants.EVENT_REQUEST_IDEMPOTENCY_KEY, "4f1c2d3e-order-6735");
        assertThat(answer.getMessage().getBody()).isEqualTo("");
        assertThat(answer.getMessage().getHeaders())
                .containsOnlyKeys(Exchange.HTTP_RESPONSE_CODE, Exchange.CONTENT_TYPE);
    }

    @Test
    void readsBodiesAsStreamsAndText() throws Exception {
        start(r -> r.from(WEBHOOK).to("mock:events"));

        Exchange stream =
                http.post(new ByteArrayInputStream(SNAPSHOT.payload()), SNAPSHOT.header());
        Exchange text = http.post(new String(SNAPSHOT.payload(), UTF_8), SNAPSHOT.header());

        assertThat(status(stream)).isEqualTo(200);
        assertThat(status(text)).isEqualTo(200);
    }

    @Test
    void refusesWhatIsTooLargeWithoutReadingItAll() throws Exception {
        start(r -> r.from(WEBHOOK + "&webhookMaxPayloadSize=1000").to("mock:events"));

        Exchange bytes = http.post(SNAPSHOT.payload(), SNAPSHOT.header());
        ByteArrayInputStream stream = new ByteArrayInputStream(new byte[1_000_000]);
        Exchange streamed = http.post(stream, SNAPSHOT.header());

        assertThat(status(bytes)).isEqualTo(413);
        assertThat(status(streamed)).isEqualTo(413);
        assertThat(delivered()).isZero();
    }

    @Test
    void refusesALargeDeliveryForNowWhileOthersAreBeingRead() throws Exception {
        start(
                r ->
                        r.from(WEBHOOK + "&webhookMaxPayloadSize=200000&webhookMaxMemory=200000")
                                .to("mock:events"));
        byte[] large = Arrays.copyOf(SNAPSHOT.payload(), 200_000);
        Arrays.fill(large, SNAPSHOT.payload().length, large.length, (byte) ' ');
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        InputStream slow =
                new SequenceInputStream(
                        new ByteArrayInputStream(large, 0, 199_000),
                        new FilterInputStream(new ByteArrayInputStream(large, 199_000, 1_000)) {
                            @Override
                            public int read(byte[] target, int from, int length)
                                    throws IOException {
                                held.countDown();
                                await().until(() -> goOn.getCount() == 0);
                                return super.read(target, from, length);
                            }
                        });
        String signature = new SignatureSigner(Deliveries.CURRENT).header(large, Deliveries.NOW);
        CompletableFuture<Exchange> first = new CompletableFuture<>();
        THREADS.execute(() -> first.complete(post(slow, signature)));
        held.await();

        Exchange busy = http.post(new ByteArrayInputStream(large), signature);
        Exchange usual = http.post(new ByteArrayInputStream(SNAPSHOT.payload()), SNAPSHOT.header());
        goOn.countDown();

        assertThat(status(busy)).isEqualTo(503);
        assertThat(busy.getMessage().getHeader("Retry-After")).isEqualTo(5);
        assertThat(status(usual)).isEqualTo(200);
        assertThat(status(first.get())).isEqualTo(200);
        assertThat(status(http.post(new ByteArrayInputStream(large), signature))).isEqualTo(200);
        assertThat(delivered()).isEqualTo(3);
    }

    @Test
    void takesNoMemoryForABodyWithoutASignature() throws Exception {
        start(r -> r.from(WEBHOOK).to("mock:events"));
        InputStream body =
                new ByteArrayInputStream(new byte[1_000_000]) {
                    @Override
                    public int read(byte[] target, int from, int length) {
                        throw new AssertionError("is read");
                    }
                };

        assertThat(status(http.post(body, "t=1"))).isEqualTo(400);
        assertThat(body).isEmpty();
    }

    @Test
    void refusesOtherMethodsThanPost() throws Exception {
        start(r -> r.from(WEBHOOK).to("mock:events"));

        Exchange answer = http.request("GET", null, Map.of("Stripe-Signature", SNAPSHOT.header()));

        assertThat(status(answer)).isEqualTo(405);
        assertThat(answer.getMessage().getHeader("Allow")).isEqualTo("POST");
    }

    @Test
    void logsOneLineForWhatItRefusesWithNeitherPayloadNorSecret() throws Exception {
        start(r -> r.from(WEBHOOK + "&webhookMaxPayloadSize=100000").to("mock:events"));
        byte[] noEvent = "{\"id\":\"cus_1\",\"object\":\"customer\"}".getBytes(UTF_8);

        try (LogLines log = new LogLines()) {
            http.request("GET", null, Map.of("Stripe-Signature", SNAPSHOT.header()));
            http.post(SNAPSHOT.payload(), null);
            http.post(SNAPSHOT.payload(), "t=1,v1=" + "0".repeat(64));
            http.post(new byte[200_000], SNAPSHOT.header());
            sign(noEvent);

            assertThat(log.all())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .satisfiesExactly(
                            get -> assertThat(get).contains(" with 405: "),
                            unsigned -> assertThat(unsigned).contains(" with 400: "),
                            forged -> assertThat(forged).contains(" with 400: "),
                            large -> assertThat(large).contains(" with 413: "),
                            other -> assertThat(other).contains(" with 400: "))
                    .allSatisfy(
                            line ->
                                    assertThat(line)
                                            .startsWith("/stripe refused a delivery")
                                            .doesNotContain("whsec_", "cus_1", INTENT)
                                            .hasLineCount(1));
        }
        assertThat(delivered()).isZero();
    }

    @Test
    void deliversTypesNobodyHasHeardOf() throws Exception {
        start(r -> r.from(WEBHOOK).to("mock:events"));

        assertThat(status(sign(event("evt_1", "brand.new")))).isEqualTo(200);
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void leavesOutTypesNobodyAskedFor() throws Exception {
        start(r -> r.from(WEBHOOK + "&types=charge.dispute.*").to("mock:events"));

        assertThat(status(sign(event("evt_1", "payout.paid")))).isEqualTo(200);
        assertThat(status(sign(event("evt_2", "charge.dispute.created")))).isEqualTo(200);
        assertThat(message().getHeader(StripeConstants.EVENT_ID)).isEqualTo("evt_2");
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void answersAFailureWith500SoThatStripeDeliversAgain() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        start(
                withRepository(),
                r ->
                        r.from(WEBHOOK + "&idempotentRepository=#bean:done")
                                .process(
                                        e -> {
                                            if (runs.incrementAndGet() == 1) {
                                                throw new IllegalStateException("not today");
                                            }
                                        })
                                .to("mock:events"));

        assertThat(status(http.post(SNAPSHOT.payload(), SNAPSHOT.header()))).isEqualTo(500);
        assertThat(status(http.post(SNAPSHOT.payload(), SNAPSHOT.header()))).isEqualTo(200);
        assertThat(status(http.post(SNAPSHOT.payload(), SNAPSHOT.header()))).isEqualTo(200);
        assertThat(runs).hasValue(2);
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void answersTheSameEventUnderWayAsTheFirstOne() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        start(
                withRepository(),
                r ->
                        r.from(WEBHOOK + "&idempotentRepository=#bean:done")
                                .process(
                                        e -> {
                                            running.countDown();
                                            goOn.await();
                                            throw new IllegalStateException("not today");
                                        }));
        CompletableFuture<Integer> first =
                CompletableFuture.supplyAsync(this::postSnapshot, THREADS);
        running.await();
        CompletableFuture<Integer> second =
                CompletableFuture.supplyAsync(this::postSnapshot, THREADS);
        await().pollDelay(50, TimeUnit.MILLISECONDS).until(() -> !second.isDone());

        goOn.countDown();

        assertThat(first.get()).isEqualTo(500);
        assertThat(second.get()).isEqualTo(500);
    }

    @Test
    void answersBeforeTheRouteWhereThatIsWanted() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        start(
                r ->
                        r.from(WEBHOOK + "&acknowledge=before")
                                .process(e -> goOn.await())
                                .to("mock:events"));

        assertThat(postSnapshot()).isEqualTo(200);
        assertThat(delivered()).isZero();
        goOn.countDown();
        await().until(() -> delivered() == 1);
    }

    @Test
    void readsTheObjectAnewAsItIsNow() throws Exception {
        start(
                r ->
                        r.from(WEBHOOK + "&fetchObject=true&apiVersion=2026-07-29.dahlia")
                                .to("mock:events"));
        routes.server().script(Reply.json("{\"id\":\"" + INTENT + "\",\"status\":\"canceled\"}"));

        assertThat(postSnapshot()).isEqualTo(200);

        ReceivedRequest request = routes.server().lastRequest();
        assertThat(request.target()).isEqualTo("/v1/payment_intents/" + INTENT);
        assertThat(request.header("Stripe-Version")).isEqualTo("2026-07-29.dahlia");
        assertThat(object(message())).containsEntry("status", "canceled");
        assertThat(message().getHeader(StripeConstants.EVENT_OBJECT_FETCHED)).isEqualTo(true);
    }

    @Test
    void readsTheObjectOfAThinEventInItsContext() throws Exception {
        start(r -> r.from(WEBHOOK + "&fetchObject=true").to("mock:events"));
        routes.server().script(Reply.json("{\"id\":\"mtr_1\",\"status\":\"active\"}"));

        assertThat(status(http.post(THIN.payload(), THIN.header()))).isEqualTo(200);

        ReceivedRequest request = routes.server().lastRequest();
        assertThat(request.target())
                .isEqualTo("/v1/billing/meters/mtr_test_61RCjiqdTDC91zgip41IqPCzPnxqqSVc");
        assertThat(request.header("Stripe-Context")).isEqualTo("acct_1Connected");
        assertThat(object(message())).containsEntry("status", "active");
        assertThat(message().getHeader(StripeConstants.EVENT_ACCOUNT)).isEqualTo("acct_1Connected");
    }

    @Test
    void leavesTheObjectAsItWasWhereItIsGone() throws Exception {
        start(r -> r.from(WEBHOOK + "&fetchObject=true").to("mock:events"));
        routes.server()
                .script(
                        Reply.json(
                                404,
                                "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"resource_missing\",\"message\":\"No such payment_intent\"}}"));

        assertThat(postSnapshot()).isEqualTo(200);

        assertThat(object(message())).containsEntry("status", "succeeded");
        assertThat(message().getHeader(StripeConstants.EVENT_OBJECT_FETCHED)).isEqualTo(false);
    }

    @Test
    void answers500WhereTheObjectCannotBeReadNow() throws Exception {
        start(r -> r.from(WEBHOOK + "&fetchObject=true").to("mock:events"));
        routes.server().script(Reply.resetAfterReading());

        assertThat(postSnapshot()).isEqualTo(500);
        assertThat(delivered()).isZero();
    }

    @Test
    void givesStripesModelWithItsObjectWhateverItsVersion() throws Exception {
        start(r -> r.from(WEBHOOK + "&outputType=object").to("mock:events"));

        assertThat(postSnapshot()).isEqualTo(200);

        Event event = message().getBody(Event.class);
        assertThat(event.getDataObjectDeserializer().getObject())
                .get()
                .isInstanceOfSatisfying(
                        PaymentIntent.class,
                        intent -> assertThat(intent.getAmount()).isEqualTo(2000));
        assertThat(message().getHeader(StripeConstants.EVENT_VERSION_DIFFERS)).isEqualTo(true);
        assertThat(message().getHeader(StripeConstants.EVENT_API_VERSION))
                .isEqualTo("2025-03-31.basil");
    }

    @Test
    void givesStripesNotificationForAThinEvent() throws Exception {
        start(r -> r.from(WEBHOOK + "&outputType=object").to("mock:events"));

        assertThat(status(http.post(THIN.payload(), THIN.header()))).isEqualTo(200);

        assertThat(message().getBody(EventNotification.class).id)
                .isEqualTo("evt_test_65R7vQ6KTyCDrE7Hr16R7vQ6KT");
    }

    @Test
    void givesTheJsonAsItWasReceived() throws Exception {
        start(r -> r.from(WEBHOOK + "&outputType=json").to("mock:events"));

        assertThat(postSnapshot()).isEqualTo(200);

        assertThat(message().getBody(String.class))
                .isEqualTo(new String(SNAPSHOT.payload(), UTF_8));
    }

    @Test
    void takesAReplacedSecretWithTheNextDelivery() throws Exception {
        start(r -> r.from(WEBHOOK).to("mock:events"));
        StripeConfiguration configuration =
                ((StripeEndpoint) routes.context().getRoutes().get(0).getEndpoint())
                        .getConfiguration();
        assertThat(postSnapshot()).isEqualTo(200);

        configuration.setWebhookSecret(Deliveries.PREVIOUS);

        assertThat(postSnapshot()).isEqualTo(400);
    }

    @Test
    void convertsToStripesModelOnDemand() throws Exception {
        start(r -> r.from(WEBHOOK).to("mock:events"));
        postSnapshot();

        assertThat(message().getBody(Event.class).getType()).isEqualTo("payment_intent.succeeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "json", "object"})
    void describesAnEventAsACloudEvent(String type) throws Exception {
        start(
                r ->
                        r.from(WEBHOOK + "&outputType=" + type)
                                .transformDataType("stripe:application-cloudevents")
                                .to("mock:events"));
        postSnapshot();

        assertThat(message().getHeaders())
                .containsEntry("CamelCloudEventID", "evt_3PxKj2LkdIwHu7ix0Q1w2e3r")
                .containsEntry("CamelCloudEventVersion", "1.0")
                .containsEntry("CamelCloudEventType", "com.stripe.payment_intent.succeeded")
                .containsEntry("CamelCloudEventSource", "https://api.stripe.com")
                .containsEntry("CamelCloudEventSubject", INTENT)
                .containsEntry("CamelCloudEventTime", "2026-09-21T14:13:19Z")
                .containsEntry(Exchange.CONTENT_TYPE, "application/json");
        assertThat(message().getBody(String.class)).startsWith("{\"id\":\"evt_3PxKj");
    }

    @Test
    void failsAtStartWithoutASecretOrServer() {
        assertThatThrownBy(
                        () ->
                                start(
                                        r ->
                                                r.from(
                                                                "stripe:webhook?httpServerComponent=http-stub")
                                                        .to("mock:events")))
                .hasMessageContaining("A webhook secret is required");
        assertThatThrownBy(
                        () ->
                                start(
                                        r ->
                                                r.from(
                                                                "stripe:webhook?webhookSecret=whsec_1&httpServerComponent=mock")
                                                        .to("mock:events")))
                .hasMessageContaining("The component mock of httpServerComponent cannot serve");
        assertThatThrownBy(
                        () ->
                                Routes.start(
                                        r ->
                                                r.from("stripe:webhook?webhookSecret=whsec_1")
                                                        .to("mock:events")))
                .hasMessageContaining("There is no HTTP server to serve the webhook");
        assertThatThrownBy(
                        () -> start(r -> r.from(WEBHOOK + "&envelope=eventGrid").to("mock:events")))
                .hasMessageContaining("followed by stripe:webhooks/constructEvent");
    }

    @Test
    void findsTheOnlyServerThereIs() throws Exception {
        start(r -> r.from("stripe:webhook?webhookSecret=" + Deliveries.CURRENT).to("mock:events"));

        assertThat(postSnapshot()).isEqualTo(200);
    }

    private static Routes.Setup withRepository() {
        IdempotentRepository done = MemoryIdempotentRepository.memoryIdempotentRepository();
        return context -> context.getRegistry().bind("done", done);
    }

    private void start(Consumer<RouteBuilder> definition) throws Exception {
        start(context -> {}, definition);
    }

    private void start(Routes.Setup setup, Consumer<RouteBuilder> definition) throws Exception {
        routes =
                Routes.start(
                        context -> {
                            context.addComponent("http-stub", http);
                            context.getRegistry().bind("clock", Clock.class, Deliveries.CLOCK);
                            setup.on(context);
                        },
                        definition);
    }

    private int postSnapshot() {
        return status(post(SNAPSHOT.payload(), SNAPSHOT.header()));
    }

    private Exchange post(Object body, String signature) {
        try {
            return http.post(body, signature);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Exchange sign(byte[] payload) throws Exception {
        return http.post(
                payload, new SignatureSigner(Deliveries.CURRENT).header(payload, Deliveries.NOW));
    }

    private static byte[] event(String id, String type) {
        return "{\"id\":\"%s\",\"object\":\"event\",\"type\":\"%s\"}"
                .formatted(id, type)
                .getBytes(UTF_8);
    }

    private Message message() {
        return routes.mock("mock:events").getExchanges().get(0).getMessage();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Message message) {
        Map<String, Object> data = (Map<String, Object>) message.getBody(Map.class).get("data");
        return (Map<String, Object>) data.get("object");
    }

    private int delivered() {
        return routes.mock("mock:events").getReceivedCounter();
    }

    private static int status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }
}
