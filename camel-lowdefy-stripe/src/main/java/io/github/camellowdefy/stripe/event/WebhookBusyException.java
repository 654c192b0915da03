// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

/**
 * A delivery cannot be read now, because others that are large are being read.
 *
 * <pre>{@code
 * from("stripe:webhook?path=/stripe&webhookMaxMemory=50000000") // beyond it, the status 503
 * }</pre>
 */
public class WebhookBusyException extends InvalidEventException {

    private static final long serialVersionUID = 1L;

    public WebhookBusyException() {
        super("Too many large bodies are being read at the same time: send this one again later.");
    }
}
