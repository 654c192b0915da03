// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.SignatureVerificationException;
import io.github.camellowdefy.stripe.Conformance;
import io.github.camellowdefy.stripe.Conformance.Lowdefy;
import io.github.camellowdefy.stripe.ReceivedRequest;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.WireAssert;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of Lowdefy's own handler in the groups {@code docs} and {@code shape}, as a request of
 * a Lowdefy file: what happens here, and why that equals or betters what Lowdefy does.
 */
class LowdefyConformanceTest {

    /** What becomes of a row. */
    private interface Outcome {
        void verify(Lowdefy row) throws Exception;
    }

    /**
     * A row's outcome.
     *
     * @param why how it compares with Lowdefy's
     */
    private record Expected(Outcome outcome, String why) {}

    private static final Map<String, Expected> OUTCOMES = new LinkedHashMap<>();

    static {
        same("docs/create-payment-intent", "docs/retrieve-checkout-session");
        same("docs/list-customers-array-leaf", "shape/null-leaf", "shape/empty-array-leaf");
        same("shape/three-deep-null", "shape/dotted-key", "shape/options-only");
        same("shape/params-and-options", "shape/per-request-apiKey", "shape/date-in-params");
        same("shape/file-upload-string", "shape/connect-host");
        sends(
                "docs/list-customers-map-leaf",
                "GET /api/v1/customers?limit=30",
                "",
                "runs the documentation's own example, which Lowdefy's schema rejects");
        sends(
                "shape/string-leaf",
                "GET /api/v1/customers/cus_1",
                "",
                "takes the one id there is; Lowdefy rejects it, its handler runs out of memory");
        sends(
                "shape/empty-map-leaf",
                "GET /api/v1/customers",
                "",
                "no parameters are no arguments; Lowdefy's schema rejects them");
        sends(
                "shape/map-leaf-with-array",
                "POST /api/v1/customers",
                "preferred_locales[0]=en",
                "sends the parameters; Lowdefy looks for a method named after the first of them");
        sends(
                "shape/nested-three-deep",
                "POST /api/v1/test_helpers/issuing/cards/ic_1/shipping/deliver",
                "",
                "calls what its schema keeps Lowdefy from calling");
        sends(
                "shape/newer-than-13",
                "POST /api/v1/invoices/create_preview",
                "customer=cus_1",
                "knows the newest operations; Lowdefy's client is that of 2023");
        sends(
                "shape/v2",
                "GET /api/v2/core/accounts",
                "",
                "knows API v2, which Lowdefy's does not");
        for (String shape :
                List.of(
                        "two-top-level-keys",
                        "two-methods",
                        "empty-map",
                        "null-request",
                        "array-request",
                        "resource-null",
                        "resource-array",
                        "resource-empty-map",
                        "string-resource",
                        "empty-string-leaf",
                        "number-leaf",
                        "zero-leaf",
                        "true-leaf",
                        "false-leaf",
                        "method-missing",
                        "resource-missing",
                        "namespace-as-method",
                        "too-many-args",
                        "id-missing")) {
            refused(
                    "shape/" + shape,
                    "is refused when the file is loaded, with its place; Lowdefy fails at a message");
        }
        refused(
                "shape/trailing-string-is-a-key",
                "is refused; in Lowdefy a misplaced text silently becomes the API key");
        refused(
                "shape/reads-the-secret-key",
                "is refused; Lowdefy answers with the connection's secret key");
        refused(
                "shape/host-option",
                "is refused; in Lowdefy the key travels to whatever host the request names");
        put(
                "shape/quote-pdf",
                LowdefyConformanceTest::streams,
                "gives the file as a stream; Lowdefy fails to serialize it");
        put(
                "shape/webhooks-construct-event",
                LowdefyConformanceTest::constructsTheEvent,
                "gives the event, as Lowdefy does");
        for (String shape : List.of("webhooks-construct-event-old", "webhooks-bad-signature")) {
            put(
                    "shape/" + shape,
                    LowdefyConformanceTest::refusesTheSignature,
                    "fails with stripe-java's exception, as Lowdefy does with the Node client's");
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Lowdefy> rows() {
        return Conformance.lowdefy().stream()
                .filter(row -> row.group().equals("docs") || row.group().equals("shape"));
    }

    @Test
    void everyRowHasAnOutcome() {
        assertThat(rows().map(Lowdefy::name))
                .hasSize(46)
                .containsExactlyInAnyOrderElementsOf(OUTCOMES.keySet());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void equalsOrBettersLowdefy(Lowdefy row) throws Exception {
        Expected expected = OUTCOMES.get(row.name());

        assertThat(expected.why()).isNotEmpty();
        expected.outcome().verify(row);
    }

    private static void same(String... names) {
        for (String name : names) {
            put(name, LowdefyConformanceTest::sendsWhatLowdefySent, "sends what Lowdefy sends");
        }
    }

    private static void sends(String name, String head, String body, String why) {
        put(
                name,
                row -> {
                    try (LowdefyContext lowdefy = load(row)) {
                        Exchange answered = lowdefy.send("direct:request", null);
                        assertThat(answered.getException()).isNull();
                        ReceivedRequest request = lowdefy.server().lastRequest();
                        assertThat(request.method() + ' ' + request.target()).isEqualTo(head);
                        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                                .isEqualTo(body);
                    }
                },
                why);
    }

    private static void refused(String name, String why) {
        put(
                name,
                row -> {
                    Throwable thrown = catchThrowable(() -> load(row).close());
                    assertThat(thrown)
                            .isInstanceOf(LowdefyFileException.class)
                            .hasMessageMatching("(?s)file:shop.lowdefy.yaml:[0-9]+:[0-9]+: .{20,}")
                            .hasMessageNotContaining("sk_test_");
                },
                why);
    }

    private static void put(String name, Outcome outcome, String why) {
        OUTCOMES.put(name, new Expected(outcome, why));
    }

    private static void sendsWhatLowdefySent(Lowdefy row) throws Exception {
        try (LowdefyContext lowdefy = load(row)) {
            Exchange answered = lowdefy.send("direct:request", null);

            assertThat(answered.getException()).isNull();
            Map<String, String> headers = new LinkedHashMap<>(row.wires().get(0).headers());
            String key = headers.get("Idempotency-Key");
            if (key != null && key.startsWith("stripe-node-retry-")) {
                headers.remove("Idempotency-Key");
                assertThat(lowdefy.server().lastRequest().header("Idempotency-Key")).isNotEmpty();
            }
            if (!row.request().toString().contains("apiVersion")) {
                // Lowdefy sends its client's pinned version; unset means none here
                headers.remove("Stripe-Version");
                assertThat(lowdefy.server().lastRequest().header("Stripe-Version")).isNull();
            }
            WireAssert.assertSame(
                    lowdefy.server().lastRequest(), with(row.wires().get(0), headers));
            assertThat(lowdefy.server().arrivals()).isEqualTo(1);
        }
    }

    private static Conformance.Wire with(Conformance.Wire wire, Map<String, String> headers) {
        return new Conformance.Wire(
                wire.base(),
                wire.method(),
                wire.path(),
                wire.query(),
                wire.body(),
                wire.contentType(),
                headers,
                wire.parts());
    }

    private static void streams(Lowdefy row) throws Exception {
        try (LowdefyContext lowdefy = load(row)) {
            Exchange answered = lowdefy.send("direct:request", null);

            assertThat(answered.getException()).isNull();
            assertThat(answered.getMessage().getBody(String.class)).isEqualTo("%PDF-1.4");
        }
    }

    private static void constructsTheEvent(Lowdefy row) throws Exception {
        try (LowdefyContext lowdefy = load(row)) {
            Exchange answered = lowdefy.send("direct:request", null);

            assertThat(answered.getException()).isNull();
            assertThat(answered.getMessage().getBody())
                    .isEqualTo(Map.of("id", "evt_1", "object", "event"));
            assertThat(lowdefy.server().arrivals()).isZero();
        }
    }

    private static void refusesTheSignature(Lowdefy row) throws Exception {
        try (LowdefyContext lowdefy = load(row)) {
            Exchange answered = lowdefy.send("direct:request", null);

            assertThat(answered.getException())
                    .isInstanceOf(SignatureVerificationException.class)
                    .hasMessageNotContaining("whsec_");
        }
    }

    private static LowdefyContext load(Lowdefy row) throws Exception {
        LowdefyContext lowdefy = LowdefyContext.start();
        try {
            Map<String, Object> reply = row.server().get(0);
            lowdefy.server().otherwise(reply(reply));
            return lowdefy.load(
                    LowdefyContext.CONNECTION
                            + "requests:\n  - id: request\n    type: StripeRequest\n"
                            + "    connectionId: stripe\n    properties: "
                            + JSON.writeValueAsString(inFile(row.request())));
        } catch (Exception e) {
            lowdefy.close();
            throw e;
        }
    }

    private static Reply reply(Map<String, Object> reply) {
        String body = (String) reply.get("body");
        String type =
                reply.get("headers") instanceof Map<?, ?> headers
                        ? (String) headers.get("content-type")
                        : "application/json";
        return Reply.bytes(
                (Integer) reply.get("status"), type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A date stands in a file as its operator. */
    private static Object inFile(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put((String) key, inFile(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(LowdefyConformanceTest::inFile).toList();
        }
        return value instanceof Date date
                ? Map.of("_date", Instant.ofEpochMilli(date.getTime()).toString())
                : value;
    }
}
