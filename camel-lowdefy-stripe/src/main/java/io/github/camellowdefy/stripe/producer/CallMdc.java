// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import org.apache.camel.Exchange;
import org.slf4j.MDC;

/** What a call has left for the log of the steps after it, while they run on this thread. */
final class CallMdc implements AutoCloseable {

    private static final CallMdc OFF = new CallMdc(false);

    private final boolean on;

    private CallMdc(boolean on) {
        this.on = on;
    }

    /** Does nothing unless the context logs with MDC. */
    static CallMdc open(Exchange exchange, CallReport report) {
        if (!Boolean.TRUE.equals(exchange.getContext().isUseMDCLogging())) {
            return OFF;
        }
        put(StripeConstants.MDC_REQUEST_ID, report.requestId());
        put(StripeConstants.MDC_IDEMPOTENCY_KEY, report.idempotencyKey());
        return new CallMdc(true);
    }

    @Override
    public void close() {
        if (on) {
            MDC.remove(StripeConstants.MDC_REQUEST_ID);
            MDC.remove(StripeConstants.MDC_IDEMPOTENCY_KEY);
        }
    }

    private static void put(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
