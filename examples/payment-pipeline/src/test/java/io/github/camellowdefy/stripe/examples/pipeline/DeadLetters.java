// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import io.github.camellowdefy.stripe.examples.pipeline.Pipeline.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topic of the dead letters, from its beginning. */
final class DeadLetters implements AutoCloseable {

    private final KafkaConsumer<String, String> consumer;
    private final Map<String, Letter> letters = new HashMap<>();

    DeadLetters(String servers) {
        consumer = consumer(servers, Topics.DEAD_LETTERS);
    }

    /** A consumer that begins at the beginning of a topic. */
    static KafkaConsumer<String, String> consumer(String servers, String topic) {
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers),
                        new StringDeserializer(),
                        new StringDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** The newest letter of each key. */
    synchronized Map<String, Letter> all() {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
            letters.put(
                    record.key(),
                    new Letter(header(record, "reason"), "yes".equals(header(record, "replay"))));
        }
        return Map.copyOf(letters);
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
