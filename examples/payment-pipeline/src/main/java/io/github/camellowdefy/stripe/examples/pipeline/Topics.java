// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the pipeline; those that are missing are created with the broker's replication. */
final class Topics {

    static final String ORDERS = "orders";
    static final String RESULTS = "payment-results";
    static final String EVENTS = "stripe-events";
    static final String DEAD_LETTERS = "dead-letters";

    /** More than all consumers of all instances together, and not to be changed later. */
    static final int PARTITIONS = 32;

    private static final int SECONDS = 10;

    private Topics() {}

    static void create(Admin kafka)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> present = kafka.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
        for (String topic : List.of(ORDERS, RESULTS, EVENTS, DEAD_LETTERS)) {
            if (!present.contains(topic)) {
                create(kafka, topic);
            }
        }
    }

    private static void create(Admin kafka, String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            NewTopic wanted = new NewTopic(topic, PARTITIONS, (short) -1);
            kafka.createTopics(List.of(wanted)).all().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // another instance was faster
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
