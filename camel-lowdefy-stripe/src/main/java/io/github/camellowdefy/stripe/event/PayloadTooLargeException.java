// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

/**
 * A delivery is larger than {@code webhookMaxPayloadSize}.
 *
 * <pre>{@code
 * from("stripe:webhook?path=/stripe&webhookMaxPayloadSize=500000") // a larger body gets the status 413
 * }</pre>
 */
public class PayloadTooLargeException extends InvalidEventException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the limit.
     *
     * @param limit in bytes
     */
    public PayloadTooLargeException(long limit) {
        super("The body is larger than the %d bytes of webhookMaxPayloadSize.".formatted(limit));
    }
}
