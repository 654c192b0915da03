// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.orders;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka that a record is done. Where that fails, because the partition has another owner by
 * now or the broker is away, the record comes again, finds its outcome and is done at once.
 */
public final class OffsetCommit implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommit.class);

    @Override
    public void process(Exchange exchange) {
        KafkaManualCommit offset =
                exchange.getMessage()
                        .getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class);
        try {
            offset.commit();
        } catch (KafkaException e) {
            LOG.info("An offset was not committed, the record will come again: {}", e.getMessage());
        }
    }
}
