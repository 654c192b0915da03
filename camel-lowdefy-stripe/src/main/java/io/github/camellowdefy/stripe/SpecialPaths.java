// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.consumer.StripeEventConsumer;
import io.github.camellowdefy.stripe.consumer.webhook.StripeWebhookConsumer;
import io.github.camellowdefy.stripe.producer.ConstructEventProducer;
import io.github.camellowdefy.stripe.producer.LowdefyRequestProducer;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;

/** Endpoint paths that stand for something else than an operation of the API. */
final class SpecialPaths {

    @FunctionalInterface
    interface ConsumerFactory {
        Consumer create(StripeEndpoint endpoint, Processor processor) throws Exception;
    }

    @FunctionalInterface
    interface ProducerFactory {
        Producer create(StripeEndpoint endpoint) throws Exception;
    }

    private static final Map<String, ConsumerFactory> CONSUMERS =
            Map.of("events", StripeEventConsumer::new, "webhook", StripeWebhookConsumer::new);

    private static final Map<String, ProducerFactory> PRODUCERS =
            Map.of(
                    "webhooks/constructEvent",
                    ConstructEventProducer::new,
                    LowdefyRequestProducer.PATH,
                    LowdefyRequestProducer::new);

    private SpecialPaths() {}

    static ConsumerFactory consumer(String path) {
        ConsumerFactory factory = CONSUMERS.get(path);
        if (factory == null) {
            throw new IllegalArgumentException(
                    "There is nothing to consume from stripe:%s; only %s can be consumed from, operations are called with to or enrich."
                            .formatted(
                                    Excerpt.plain(path),
                                    CONSUMERS.keySet().stream()
                                            .sorted()
                                            .map("stripe:"::concat)
                                            .collect(Collectors.joining(" and "))));
        }
        return factory;
    }

    /**
     * The factory of the producer for this path or its first segment, which a name may follow; null
     * when it leads to an operation.
     */
    static ProducerFactory producer(String path) {
        ProducerFactory whole = PRODUCERS.get(path);
        int slash = path.indexOf('/');
        return whole != null || slash < 0 ? whole : PRODUCERS.get(path.substring(0, slash));
    }
}
