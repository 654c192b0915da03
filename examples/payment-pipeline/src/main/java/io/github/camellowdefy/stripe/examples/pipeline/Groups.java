// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The groups of the pipeline: who is in them, and how far they are behind their topics. */
public final class Groups implements AutoCloseable {

    private final Admin kafka;

    /**
     * @param servers as of {@code KAFKA_BOOTSTRAP_SERVERS}
     */
    public Groups(String servers) {
        kafka =
                Admin.create(
                        Map.of(
                                "bootstrap.servers",
                                servers,
                                "default.api.timeout.ms",
                                15_000,
                                "request.timeout.ms",
                                15_000));
    }

    /** How many records of a topic a group has not committed yet. */
    public long lag(String group, String topic) throws ExecutionException, InterruptedException {
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

    /** How far each topic is behind that the pipeline reads all the time. */
    public Map<String, Long> lags() throws ExecutionException, InterruptedException {
        Map<String, Long> lags = new TreeMap<>();
        lags.put(Topics.ORDERS, lag("payments", Topics.ORDERS));
        lags.put(Topics.EVENTS, lag("reconciliation", Topics.EVENTS));
        lags.put(Topics.RESULTS, lag("fulfilment", Topics.RESULTS));
        return lags;
    }

    /** How many consumers of a group have their partitions, as far as the broker tells. */
    public int members(String group) throws InterruptedException {
        try {
            return (int)
                    kafka
                            .describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group)
                            .get()
                            .members()
                            .stream()
                            .filter(member -> !member.assignment().topicPartitions().isEmpty())
                            .count();
        } catch (ExecutionException e) {
            // there is no such group yet, or the broker is busy
            return 0;
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
