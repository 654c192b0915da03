// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

/**
 * Events were missed that Stripe no longer has. The message names the gap and how to continue
 * without these events; polling skips nothing by itself.
 *
 * <pre>{@code
 * onException(EventGapException.class).to("direct:tellTheOperator");
 * }</pre>
 */
public class EventGapException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    EventGapException(String message) {
        super(message);
    }
}
