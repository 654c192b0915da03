// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.PaymentRoutes;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import io.github.camellowdefy.stripe.producer.idempotency.RememberingStripe.Fate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever three answers a payment meets, one after the other, it is charged once at most. */
class OutcomeSequencesTest extends PaymentRoutes {

    @ParameterizedTest(name = "{0} redeliveries, {1} retries")
    @CsvSource({"0, 0, 1", "2, 0, 3", "0, 2, 3", "1, 1, 3"})
    void noSequenceOfAnswersChargesTwice(int redeliveries, int retries, int answers)
            throws Exception {
        String pay = PAY + "?maxNetworkRetries=" + retries;
        start(r -> r.from("direct:pay").errorHandler(handler(r, redeliveries)).to(pay));
        RememberingStripe stripe = new RememberingStripe();
        routes.server().withoutRecording().otherwise(stripe);
        List<String> orders = new ArrayList<>();
        for (List<Fate> fates : sequences(answers)) {
            orders.add(fates.toString());
            stripe.script(fates.toString(), fates);
        }

        Map<String, Exchange> ended = pay(orders, order -> null);

        Set<String> charged = new HashSet<>(stripe.charges());
        assertThat(stripe.charges()).as("orders charged").doesNotHaveDuplicates();
        assertThat(ended)
                .allSatisfy(
                        (order, exchange) ->
                                assertThat(tellsTheTruth(exchange, charged.contains(order)))
                                        .as("%s: %s", order, exchange.getException())
                                        .isTrue());

        stripe.mend();
        Map<String, Exchange> replayed =
                pay(
                        orders.stream().filter(order -> ended.get(order).isFailed()).toList(),
                        order ->
                                ended.get(order).getProperty(StripeConstants.IDEMPOTENCY_KEY_USED));

        assertThat(stripe.charges()).as("orders charged").doesNotHaveDuplicates();
        assertThat(replayed)
                .allSatisfy(
                        (order, exchange) ->
                                assertThat(exchange.getException())
                                        .as(order)
                                        .matches(e -> e == null || e instanceof CardException));
    }

    /** Pays for all orders side by side, each under its key where it has one already. */
    private Map<String, Exchange> pay(List<String> orders, UnaryOperator<Object> key) {
        Map<String, CompletableFuture<Exchange>> sent = new LinkedHashMap<>();
        for (String order : orders) {
            Map<String, Object> payment = new LinkedHashMap<>(PAYMENT);
            payment.put("metadata", Map.of("order", order));
            Processor message =
                    exchange -> {
                        exchange.getMessage().setBody(payment);
                        exchange.getMessage()
                                .setHeader(StripeConstants.IDEMPOTENCY_KEY, key.apply(order));
                    };
            sent.put(order, routes.template().asyncSend("direct:pay", message));
        }
        Map<String, Exchange> ended = new LinkedHashMap<>();
        sent.forEach((order, exchange) -> ended.put(order, exchange.join()));
        return ended;
    }

    private static ErrorHandlerFactory handler(RouteBuilder route, int redeliveries) {
        return redeliveries == 0
                ? route.noErrorHandler()
                : redelivering(route, redeliveries).logExhausted(false);
    }

    /** A failure says that nothing was charged only where that is so. */
    private static boolean tellsTheTruth(Exchange exchange, boolean charged) {
        Exception failure = exchange.getException();
        if (failure == null || !charged) {
            return failure != null || charged;
        }
        return failure instanceof StripeOutcomeUnknownException
                || failure instanceof StripeException e && isOpenByItself(e);
    }

    /** An answer with this status says itself that the outcome is open; so does a gateway's. */
    private static boolean isOpenByItself(StripeException answer) {
        return answer.getStatusCode() >= 500
                || answer.getStatusCode() == 409
                || answer.getMessage().contains("without an error in JSON");
    }

    private static List<List<Fate>> sequences(int length) {
        List<List<Fate>> sequences = List.of(List.of());
        for (int i = 0; i < length; i++) {
            List<List<Fate>> longer = new ArrayList<>();
            for (List<Fate> sequence : sequences) {
                for (Fate fate : Fate.values()) {
                    List<Fate> next = new ArrayList<>(sequence);
                    next.add(fate);
                    longer.add(next);
                }
            }
            sequences = longer;
        }
        return sequences;
    }
}
