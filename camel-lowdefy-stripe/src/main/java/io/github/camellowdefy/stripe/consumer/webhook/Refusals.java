// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import com.stripe.exception.SignatureVerificationException;
import io.github.camellowdefy.stripe.event.InvalidEventException;
import io.github.camellowdefy.stripe.event.PayloadTooLargeException;
import io.github.camellowdefy.stripe.event.WebhookBusyException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a refused delivery is answered and logged: one line, with neither payload nor secret. */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** The seconds after which Stripe may deliver again what could not be read now. */
    private static final int BUSY_SECONDS = 5;

    private Refusals() {}

    /** Logs the refusal and puts its status on the message an HTTP server answers with. */
    public static void answer(Throwable refusal, String endpoint, Message message) {
        answer(status(refusal), refusal.getMessage(), endpoint, message);
        if (refusal instanceof WebhookBusyException) {
            message.setHeader("Retry-After", BUSY_SECONDS);
        }
    }

    /** The same for a request that is refused before it is read. */
    public static void answer(int status, String reason, String endpoint, Message message) {
        LOG.warn("{} refused a delivery with {}: {}", endpoint, status, reason);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    }

    /** Whether an exception refuses a delivery, as opposed to a failure of this side. */
    public static boolean isRefusal(Throwable e) {
        return e instanceof SignatureVerificationException || e instanceof InvalidEventException;
    }

    private static int status(Throwable refusal) {
        if (refusal instanceof WebhookBusyException) {
            return 503;
        }
        return refusal instanceof PayloadTooLargeException ? 413 : 400;
    }
}
