// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A shop that writes orders to the topic: most are good, some are declined, a few are none. */
final class Shop implements AutoCloseable {

    /** What a run has sent. */
    record Sent(int good, int bad, int twice) {}

    private static final String[] CARDS = {
        "pm_card_visa", "pm_card_mastercard", "pm_card_amex", "pm_card_de"
    };
    private static final String[] DECLINED = {
        "pm_card_chargeDeclined", "pm_card_chargeDeclinedInsufficientFunds"
    };
    private static final String[] BAD = {
        "{\"id\": \"%s\", \"amount\": 19.99, \"currency\": \"eur\", \"payment_method\": \"pm_card_visa\"}",
        "{\"id\": \"%s\", \"amount\": -5, \"currency\": \"eur\", \"payment_method\": \"pm_card_visa\"}",
        "{\"id\": \"%s\", \"amount\": 500, \"currency\": \"euros\", \"payment_method\": \"pm_card_visa\"}",
        "order %s: tea, please"
    };

    private final KafkaProducer<String, byte[]> orders;
    private final Random random;

    /**
     * @param seed the same one gives the same orders
     */
    Shop(String servers, long seed) {
        this.random = new Random(seed);
        this.orders =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                600_000),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /**
     * Sends orders; 8 % will be declined, 2 % are no orders, 2 % are sent twice.
     *
     * @param prefix of the ids: an id is an order for ever
     */
    Sent send(String prefix, int count) throws ExecutionException, InterruptedException {
        int bad = 0;
        int twice = 0;
        for (int i = 1; i <= count; i++) {
            String id = prefix + i;
            int kind = random.nextInt(100);
            String order = kind < 2 ? bad(id) : good(id, kind < 10 ? any(DECLINED) : any(CARDS));
            bad += kind < 2 ? 1 : 0;
            send(id, order);
            if (kind >= 98) {
                twice++;
                send(id, order);
            }
        }
        orders.flush();
        return new Sent(count - bad, bad, twice);
    }

    private void send(String id, String order) {
        orders.send(
                new ProducerRecord<>(Topics.ORDERS, id, order.getBytes(StandardCharsets.UTF_8)));
    }

    private String good(String id, String card) {
        return "{\"id\": \"%s\", \"amount\": %s, \"currency\": \"eur\", \"payment_method\": \"%s\"}"
                .formatted(id, 100 + random.nextInt(50_000), card);
    }

    private String bad(String id) {
        return any(BAD).formatted(id);
    }

    private String any(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Override
    public void close() {
        orders.close();
    }
}
