// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the groups of the pipeline are behind their topics. */
public final class Lag implements AutoCloseable {

    private final Admin kafka;

    /**
     * @param servers as of {@code KAFKA_BOOTSTRAP_SERVERS}
     */
    public Lag(String servers) {
        kafka = Admin.create(Map.of("bootstrap.servers", servers));
    }

    /** How many records of a topic a group has not committed yet. */
    public long of(String group, String topic) throws ExecutionException, InterruptedException {
        TopicDescription description =
                kafka.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        Map<TopicPartition, OffsetSpec> partitions =
                description.partitions().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> new TopicPartition(topic, each.partition()),
                                        each -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends = kafka.listOffsets(partitions).all().get();
        Map<TopicPartition, OffsetAndMetadata> done =
                kafka.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        return ends.entrySet().stream()
                .mapToLong(
                        end -> {
                            OffsetAndMetadata committed = done.get(end.getKey());
                            return end.getValue().offset()
                                    - (committed == null ? 0 : committed.offset());
                        })
                .sum();
    }

    @Override
    public void close() {
        kafka.close();
    }
}
