// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;

/**
 * The next page could not be read. Either the call for it failed: the cause is what {@code
 * StripeConnection.send} failed with, the walk stays where it is, and asking it again asks Stripe
 * again. Or Stripe's answer leads no further, because its cursor does not move or is missing: there
 * is no cause, the message names the cursor, and asking again asks nobody.
 *
 * <pre>{@code
 * onException(PageWalkException.class).log("page after ${exception.message}");
 * }</pre>
 */
public class PageWalkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PageWalkException(String message) {
        super(message);
    }

    private PageWalkException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The failure of a walk: its own, or that of the call for the next page. */
    static PageWalkException of(String operation, Throwable failure) {
        Throwable cause = StripeCallFuture.cause(failure);
        return cause instanceof PageWalkException own
                ? own
                : new PageWalkException(
                        "The next page of " + operation + " could not be read.", cause);
    }
}
